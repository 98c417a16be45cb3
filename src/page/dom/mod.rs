//! Browser resources with owners: what is acquired in `new` is released in `Drop`. Nothing here is leaked on purpose.

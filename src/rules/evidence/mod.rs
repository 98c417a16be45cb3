//! Questions that several rules ask of the words around a finding.

pub mod clinical;

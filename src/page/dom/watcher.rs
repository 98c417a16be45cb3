//! Observers that are disconnected when they are dropped.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, MutationObserver, MutationObserverInit, Node, ResizeObserver};

use crate::error::Error;

/// Watches a part of the page for as long as it lives. It says that something changed, not what.
#[must_use = "a dropped watcher sees nothing"]
pub struct Watcher {
    observer: Observer,
    _closure: Closure<dyn Fn()>,
}

enum Observer {
    Mutation(MutationObserver),
    Resize(ResizeObserver),
}

impl Watcher {
    /// Sees nodes and text change anywhere below `node`; attributes are of no interest.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn of_text(node: &Node, see: impl Fn() + 'static) -> Result<Self, Error> {
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_character_data(true);
        options.set_subtree(true);
        Self::mutation(node, &options, see)
    }

    /// Sees children of `node` itself come and go.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn of_children(node: &Node, see: impl Fn() + 'static) -> Result<Self, Error> {
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        Self::mutation(node, &options, see)
    }

    /// Sees the attributes that decide how text looks change on `element` and on everything around it, in this tree.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn of_looks(element: &Element, see: impl Fn() + 'static) -> Result<Self, Error> {
        let options = MutationObserverInit::new();
        options.set_attributes(true);
        options.set_attribute_filter(&["class", "style", "dir", "lang"].map(JsValue::from).into_iter().collect::<js_sys::Array>());
        let watcher = Self::mutation(element, &options, see)?;
        if let Observer::Mutation(observer) = &watcher.observer {
            for around in core::iter::successors(element.parent_element(), |around| around.parent_element()) {
                observer.observe_with_options(&around, &options).map_err(Error::browser("MutationObserver.observe"))?;
            }
        }
        Ok(watcher)
    }

    /// Sees the size of `element` change; also tells once at the start.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn of_size(element: &Element, see: impl Fn() + 'static) -> Result<Self, Error> {
        let closure = Closure::<dyn Fn()>::new(see);
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).map_err(Error::browser("new ResizeObserver"))?;
        observer.observe(element);
        Ok(Self { observer: Observer::Resize(observer), _closure: closure })
    }

    fn mutation(node: &Node, options: &MutationObserverInit, see: impl Fn() + 'static) -> Result<Self, Error> {
        let closure = Closure::<dyn Fn()>::new(see);
        let observer = MutationObserver::new(closure.as_ref().unchecked_ref()).map_err(Error::browser("new MutationObserver"))?;
        observer.observe_with_options(node, options).map_err(Error::browser("MutationObserver.observe"))?;
        Ok(Self { observer: Observer::Mutation(observer), _closure: closure })
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        match &self.observer {
            Observer::Mutation(observer) => observer.disconnect(),
            Observer::Resize(observer) => observer.disconnect(),
        }
    }
}

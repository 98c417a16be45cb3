//! Which fields are watched: from the focus that enters one to its leaving the page.

use web_sys::{Element, Event};

use super::{App, Presence, as_html};
use crate::error::Error;
use crate::page::dom::{Listener, Phase, document, window};
use crate::page::guard::{Guard, Pace, poster};
use crate::page::inbox::{FieldId, Message};
use crate::page::overlay::highlight;
use crate::page::{context, field, files, publish};
use crate::sites;

/// How many fields are watched at a time; beyond it the one left longest ago goes.
const MOST: usize = 64;

impl App {
    pub(super) fn meet(&mut self, event: &Event) {
        if self.is_ours(event) {
            return;
        }
        if let Some(target) = field::target_of(event, &self.tools.settings.opener) {
            self.watch(&target);
        }
    }

    /// Watches the field that `target` is or stands in, if it is one.
    pub(super) fn watch(&mut self, target: &Element) -> Option<FieldId> {
        if let Some(index) = self.guards.iter().position(|guard| guard.field().element().contains(Some(target))) {
            // The latest stands last.
            let guard = self.guards.remove(index);
            let id = guard.id();
            self.guards.push(guard);
            self.refresh(id, Pace::Settled);
            return Some(id);
        }
        if !self.is_watched_here() {
            return None;
        }
        let field = field::find(target).filter(|field| context::is_for_others(field.element()))?;
        let id = FieldId(self.next);
        self.next += 1;
        let made = self.appear().and_then(|()| Guard::new(id, field, &self.tools));
        let Ok(mut guard) = made else {
            // Without a chip there is nothing on the page that could say so: the status does.
            return None;
        };
        // Somebody who was quicker than our loading may be in the middle of a word.
        guard.refresh(&mut self.tools, Pace::Typing);
        self.guards.push(guard);
        self.forget_oldest();
        // Boxes open with a movement: look again when it has ended.
        self.look_again();
        Some(id)
    }

    /// Whether boxes on this site are watched at all: by themselves, or because the organisation wants them to be.
    pub(super) fn is_watched_here(&self) -> bool {
        let place = context::Place::here();
        let is_added = |site: &str| self.tools.policy().sites.added.iter().any(|pattern| pattern.matches(site));
        sites::is_watched(place.host(), place.path()) || is_added(&format!("{}{}", place.host(), place.path()))
    }

    pub(super) fn forget_oldest(&mut self) {
        if self.guards.len() > MOST
            && let Some(index) = self.guards.iter().position(|guard| !guard.field().has_focus())
        {
            let guard = self.guards.remove(index);
            self.cards.forget(guard.id());
        }
    }

    /// Takes up what is needed while any field is watched.
    pub(super) fn appear(&mut self) -> Result<(), Error> {
        if self.presence.is_none() {
            let window = window()?;
            let on = |name, message| {
                Listener::passive(&window, name, Phase::Capture, {
                    let post = poster(&self.tools.inbox, message);
                    move |_| post()
                })
            };
            // The loader, which has to be small, does not relay these: nothing can be dragged away before it is written.
            let relay = |name| {
                let me = self.me.clone();
                Listener::active(&window, name, Phase::Capture, move |event| {
                    if let Some(app) = me.upgrade()
                        && let Ok(mut app) = app.try_borrow_mut()
                    {
                        app.hear(&event);
                    }
                })
            };
            let listeners = vec![
                relay("dragstart")?,
                relay("drop")?,
                relay("paste")?,
                on("scroll", Message::Moved)?,
                on("resize", Message::Moved)?,
                on("transitionend", Message::Moved)?,
                on("pagehide", Message::Left)?,
                on("pageshow", Message::Returned)?,
            ];
            self.presence = Some(Presence {
                _listeners: listeners,
                _styles: {
                    let document = document()?;
                    highlight::styles(&document)?
                },
            });
        }
        Ok(())
    }

    pub(super) fn leave(&mut self, id: FieldId) {
        self.cards.forget(id);
        self.gate.forget(id);
        self.guards.retain(|guard| guard.id() != id);
        if self.guards.is_empty() {
            self.presence = None;
            self.pointer = None;
            self.frame = None;
            self.aftermath = None;
        }
    }

    pub(super) fn typed(&mut self, event: &Event) {
        if self.is_ours(event) {
            return;
        }
        if let Some(id) = self.field_of(event) {
            if self.repair.is_none() {
                self.close_card(false);
            }
            return self.refresh(id, Pace::Typing);
        }
        if let Some(target) = field::target_of(event, &self.tools.settings.opener) {
            if files::takes_files(&target) {
                return self.attach(event);
            }
            self.watch(&target);
        }
    }

    /// Files are added to what is written.
    pub(super) fn attach(&mut self, event: &Event) {
        if self.tools.settings.off || self.is_ours(event) {
            return;
        }
        let files = files::files_of(event);
        let Some(target) = field::target_of(event, &self.tools.settings.opener).filter(|_| !files.is_empty()) else { return };
        let near = publish::near(&target, &self.guards).map(Guard::id);
        // Composers keep their pickers out of sight, wherever on the page.
        let is_unseen = || files::takes_files(&target) && as_html(&target).offset_width() == 0;
        let Some(id) = near.or_else(|| self.guards.last().filter(|_| is_unseen()).map(Guard::id)) else { return };
        let inbox = self.tools.inbox.clone();
        if let Some((guard, _)) = self.guard_mut(id) {
            files.into_iter().for_each(|file| guard.add_file(file, &inbox));
        }
        self.refresh(id, Pace::Settled);
    }
}

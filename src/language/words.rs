//! Everything that the surfaces say, in one place and each word beside its translation, so that it reads as one voice.

use crate::finding::Severity;

/// Declares the words: what each is for, then English, then Spanish. `{}` is a hole.
macro_rules! words {
    ($($(#[doc = $doc:literal])* $name:ident: $english:literal, $spanish:literal;)*) => {
        /// The words of one language.
        pub struct Words {
            $($(#[doc = $doc])* pub $name: &'static str,)*
        }

        /// In English.
        pub const ENGLISH: Words = Words { $($name: $english,)* };

        /// In Spanish, with the courtesy of "usted".
        pub const SPANISH: Words = Words { $($name: $spanish,)* };

        impl Words {
            /// Every word with its name, for tests.
            pub fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($name), self.$name),)*]
            }
        }
    };
}

words! {
    /// The tag of the language.
    tag: "en", "es";
    /// How it runs; layout follows it, not the page.
    direction: "ltr", "ltr";

    /// Shows the finding before this one.
    previous: "Previous", "Anterior";
    /// Shows the finding after this one.
    next: "Next", "Siguiente";
    /// Closes the card or a note.
    close: "Close", "Cerrar";
    /// Which finding of how many the card shows.
    step: "{} of {}", "{} de {}";
    /// Remembers for this practice that these words may go out.
    fine_here: "This is fine here", "Está bien aquí";
    /// Counts a false alarm.
    wrong: "Wrong", "Es un error";
    /// Unfolds the rule's manual.
    why: "Why?", "¿Por qué?";
    /// Before the words that decided.
    decided: "Decided by: {}", "Por estas palabras: {}";

    /// What a fix does that writes other words; they follow.
    write: "Write:", "Escriba:";
    /// The same, for a whole sentence.
    write_sentence: "Write the whole sentence:", "Escriba toda la frase así:";
    /// The same, for a whole reply.
    write_reply: "Write the whole reply:", "Escriba toda la respuesta así:";
    /// What a fix does that adds words; they follow.
    add: "Add:", "Agregar:";
    /// What a fix does that takes words out.
    leave_out: "Leave it out", "Quitarlo";
    /// What a fix does that the editor did not take; its words follow.
    copy: "Copy:", "Copiar:";
    /// After a fix.
    changed: "Changed. Undo brings it back.", "Cambiado. Con Deshacer vuelve como estaba.";
    /// When an editor refuses a fix.
    not_changed: "This editor did not take the change. Copy it instead.", "Este editor no aceptó el cambio. Puede copiarlo y pegarlo.";
    /// After copying a fix.
    copied: "Copied. Paste it over the words.", "Copiado. Péguelo encima de las palabras.";
    /// After copying words that are to be added.
    copied_to_add: "Copied. Paste it where it belongs.", "Copiado. Péguelo donde corresponda.";
    /// When a page forbids that.
    not_copied: "This page does not let us copy.", "Esta página no permite copiar.";

    /// The fix for a picture that says where or when it was taken.
    save_clean: "Save a copy without hidden data", "Guardar una copia sin datos ocultos";
    /// What a screen reader and the card say when it was saved.
    saved: "Saved. Attach the copy instead of this file.", "Guardada. Adjunte la copia en lugar de este archivo.";
    /// The same, where it could not be.
    not_saved: "A clean copy could not be made of this file.", "No se pudo hacer una copia limpia de este archivo.";

    /// The chip over a box in which nothing was found.
    chip_checked: "Curbside: checked", "Curbside: revisado";
    /// The same, while a long text is being read.
    chip_checking: "Curbside: still checking", "Curbside: todavía revisando";
    /// The same, where something was.
    chip_findings: "Curbside: {} to check", "Curbside: {} por revisar";
    /// The same, where Curbside is off.
    chip_off: "Curbside is off here", "Curbside está apagado aquí";
    /// The same, where a box could not be read.
    chip_unavailable: "Curbside can\u{2019}t check this box", "Curbside no puede revisar este cuadro";
    /// Hides the chip.
    hide: "Hide on this site", "Ocultar en este sitio";
    /// Behind the chip that says that a box is checked.
    checked_note: "Nothing to change in this box. Your text stays in this browser.",
        "No hay nada que cambiar en este cuadro. Su texto no sale de este navegador.";
    /// Behind the chip while a long text is being read.
    checking_note: "This text is long. It is read piece by piece, and all of it before it goes out.",
        "Este texto es largo. Se revisa por partes, y por completo antes de que salga.";
    /// Behind the chip that opens the card, where a press of the other button asks for it.
    findings_note: "Press the chip to see what was found. Drag it if it is in the way.",
        "Pulse el aviso para ver lo que se encontró. Si estorba, arrástrelo.";
    /// Behind the chip that says that Curbside is off.
    off_note: "Nothing in this box is checked. Turn Curbside on from its button in the browser's toolbar.",
        "En este cuadro no se revisa nada. Active Curbside con su botón en la barra del navegador.";
    /// Why a box could not be checked.
    too_long: "This text is too long to check.", "Este texto es demasiado largo para revisarlo.";
    /// The same, where a browser is too old.
    no_lines: "This browser cannot underline here.", "Este navegador no puede subrayar aquí.";
    /// The same, where something else went wrong.
    trouble: "This box could not be read.", "No se pudo leer este cuadro.";

    /// How bad: do not publish.
    block: "Don\u{2019}t post", "No lo publique";
    /// How bad: look at it.
    warn: "Check this", "Revise esto";
    /// How bad: perhaps.
    note: "Worth a look", "Vale la pena mirarlo";

    /// The gate's title.
    gate: "Before this goes out", "Antes de que esto salga";
    /// Under it, where one thing is listed and may stay.
    lead_one: "One thing to look at first. Nothing has been posted.", "Hay algo que conviene mirar primero. Todavía no se ha publicado nada.";
    /// The same for several.
    lead_many: "{} things to look at first. Nothing has been posted.",
        "Hay {} cosas que conviene mirar primero. Todavía no se ha publicado nada.";
    /// Under it, where one thing has to be changed.
    lead_change_one: "One thing to change first. Nothing has been posted.",
        "Hay algo que cambiar primero. Todavía no se ha publicado nada.";
    /// The same for several.
    lead_change_many: "{} things to change first. Nothing has been posted.",
        "Hay {} cosas que cambiar primero. Todavía no se ha publicado nada.";
    /// The gate's answer that keeps the text back.
    go_back: "Go back", "Volver";
    /// The gate's answer that lets it go.
    post_anyway: "Post anyway", "Publicar así";
    /// The same, for a reason.
    post_with_reason: "Post with a reason", "Publicar con un motivo";
    /// What a screen reader hears at once when the gate opens.
    not_posted: "Not posted yet.", "Todavía no se ha publicado.";
    /// Beside a finding that has to be changed when others may stay.
    must_change: "Has to be changed", "Hay que cambiarlo";
    /// When something else may have been seen in the place of the gate.
    was_covered: "Something on this page covered this question. Please look again.",
        "Algo en esta página tapó esta pregunta. Por favor, mírela otra vez.";
    /// When the text has changed while the gate stood.
    new_text: "The text has changed since. Please look again.", "El texto ha cambiado. Por favor, mírelo otra vez.";
    /// After an answer that the page may not have taken.
    press_again: "Not sent yet? Press the button once more: it may go now.",
        "¿Todavía no salió? Pulse el botón otra vez: ahora puede salir.";
    /// The same for a key.
    enter_again: "Not sent yet? Press the key once more: it may go now.",
        "¿Todavía no salió? Pulse la tecla otra vez: ahora puede salir.";
    /// The same for something that was dropped.
    drop_again: "Drop it once more: it may go now.", "Suéltelo otra vez: ahora puede salir.";
    /// Whom to ask when a text may not go out.
    ask: "To post it as it is, ask {}.", "Para publicarlo tal como está, consulte con {}.";
    /// Who that is, where nobody said.
    officer: "your privacy officer", "su responsable de privacidad";

    /// Above the reasons.
    which_reason: "Why should it go out?", "¿Por qué debe salir?";
    /// When none was chosen.
    choose_reason: "Choose a reason first.", "Elija primero un motivo.";
    /// A reason.
    reason_authorization: "The patient agreed in writing", "El paciente lo autorizó por escrito";
    /// A reason.
    reason_not_a_patient: "It is not about a patient", "No se trata de un paciente";
    /// A reason.
    reason_care_or_billing: "It is needed for care or billing", "Es necesario para la atención o la facturación";
    /// A reason.
    reason_other: "Another reason", "Otro motivo";
    /// Above words of one's own.
    own_words: "In your own words", "En sus propias palabras";
    /// The same, where they are not asked for.
    own_words_optional: "In your own words (optional)", "En sus propias palabras (opcional)";
    /// Beside them: who reads what is written there.
    note_is_kept: "This note is kept with the record. Name no patient in it.",
        "Esta nota se guarda con el registro. No nombre en ella a ningún paciente.";
    /// When they are missing.
    write_note: "Add a few words first.", "Escriba primero unas palabras.";

    /// A heading of a manual.
    manual_why: "The rule", "La regla";
    /// A heading of a manual.
    manual_wrong: "Not like this", "Así no";
    /// A heading of a manual.
    manual_right: "This is fine", "Así está bien";
    /// A heading of a manual.
    manual_limits: "Not noticed, or noticed too much", "Lo que no se nota, o se nota de más";
    /// A heading of a manual.
    manual_helps: "What helps", "Qué ayuda";
}

impl Words {
    /// How bad.
    pub const fn severity(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Block => self.block,
            Severity::Warn => self.warn,
            Severity::Note => self.note,
        }
    }

    /// "2 of 5", from a number that counts from 0.
    pub fn step(&self, index: usize, total: usize) -> String {
        fill(self.step, &[&index.saturating_add(1).to_string(), &total.to_string()])
    }

    /// "Decided by: “your crown”, “last Tuesday”".
    pub fn decided(&self, words: &[String]) -> String {
        let words: Vec<String> = words.iter().map(|words| format!("\u{201c}{words}\u{201d}")).collect();
        fill(self.decided, &[&words.join(", ")])
    }

    /// What stands under the gate's title.
    pub fn gate_lead(&self, findings: usize, may_post: bool) -> String {
        let lead = match (findings, may_post) {
            (1, true) => self.lead_one,
            (_, true) => self.lead_many,
            (1, false) => self.lead_change_one,
            (_, false) => self.lead_change_many,
        };
        fill(lead, &[&findings.to_string()])
    }

    /// Whom to ask when a text may not go out.
    pub fn ask(&self, contact: &str) -> String {
        fill(self.ask, &[if contact.is_empty() { self.officer } else { contact }])
    }

    /// What somebody may say who posts all the same, where the organisation names nothing.
    pub const fn reasons(&self) -> [&'static str; 4] {
        [self.reason_authorization, self.reason_not_a_patient, self.reason_care_or_billing, self.reason_other]
    }

    /// What a heading of a rule's manual becomes; other headings stay as they are.
    pub fn heading<'a>(&self, heading: &'a str) -> &'a str {
        match heading {
            "Why" => self.manual_why,
            "Wrong" => self.manual_wrong,
            "Right" => self.manual_right,
            "Limits" => self.manual_limits,
            "What helps" => self.manual_helps,
            other => other,
        }
    }
}

/// A sentence with its holes filled in order.
pub fn fill(sentence: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    let mut parts = sentence.split("{}");
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        out.push_str(values.next().unwrap_or(&""));
        out.push_str(part);
    }
    out
}

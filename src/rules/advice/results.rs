//! Reading somebody's result or picture for them.

use crate::finding::{Context, Severity};
use crate::hashes;
use crate::rules::evidence::clinical::{about_animals, answers_someone, asks, before, has, is_made_up, is_own, refuses, sentence, teaches, to_clause_end, turns_to_someone};
use crate::rules::Input;
use crate::text::Span;

declare_rule! {
    /// Flags what a result, a number or a picture is said to mean for the person who has it.
    ///
    /// # Why
    /// A result is read beside a history; read in a thread it is individual advice (AMA Code of Medical Ethics,
    /// Opinion 1.2.12), and sent by plain mail it is a disclosure (45 CFR 164.312(e)(1)).
    ///
    /// # Wrong
    /// ```text,comment
    /// {{an A1c of 7.2 means you're diabetic}}
    /// {{your labs look fine}}
    /// {{that mole looks benign to me}}
    /// {{TSH of 6 is only slightly high}}
    /// ```
    ///
    /// # Right
    /// ```text,comment
    /// An A1c shows three months of sugar; your own doctor reads it with you.
    /// Normal results take a week, abnormal ones get a call.
    /// People with a TSH of 6 are often watched for a while.
    /// ```
    pub static RESULTS = {
        id: "adv.results/reading",
        label: AdvResults,
        title: "Interprets someone’s own result",
        why: "What a result means depends on the person, and only their own clinician can say.",
        law: ["AMA Code of Medical Ethics 1.2.12"],
        severity: Warn,
        patterns: [
            "(a|an|the|your|ur|that|his|her|fasting|one hour)? (<word>)? (<test+>|nodule|wheal|grade) (<test>|level|levels)? (of|at|is|=|was|that)? (about|around|only|over|under)? (low|high)? (<num>)? (% )? (in both eyes|on the left|ng|mg|mm|at <num>|at your age|at that age|at <word> age|of <num>|mmol|in a <word>)? (<word>)? (is|isn't|isnt|isn’t|are|means|mean|puts|says|settles|looks|look|doesn't|does not|don't|indicates|indicate|suggests|suggest|shows|show|was|=) (that)? (not|just|only|a|an|basically|totally|all|really|still|on|well|way|nothing|likely|as|within|of|your|you|you're|my|right|slightly|perfect|perfectly|too|square|somewhat|normal|high|low|elevated|good|great|fine|ok|okay|bad|borderline|diabetic|diabetes|clear|clean|negative|positive|prediabetes|mildly|very|in|no|pcos|excellent|great|reassuring|raised|abnormal|some|severe|moderate|mild)",
            "(your|ur|his|her|the|that|those|these) (<word>)? (mole|rash|spot|scar|incision|patch|lump|lesion|wound|swelling|bump|bruise|nodule|cyst|ekg|xray|x ray|picture|pic|photo|photos|report|reports|results|result|numbers|labs|levels|values|tests|test|vitals|scan|mri|ultrasound|ecg|growth plate|blood work|bloodwork|biopsy|reading) (is|are|looks|look|seems|came back|shows|show|was|were|means|mean|reads|appears|looked|indicates|suggest|suggests|has shown) (that|all|totally|completely|perfectly|pretty|just|like|to be|fine|a|an|normal|benign|ok|okay|good|great|clear|clean|infected|gorgeous|perfect|healthy|suspicious|within|not|some|you|no|mild|nothing|you're|well|excellent|fine|alright|abnormal|high|low|positive|negative)",
            "(looks|look|looking) (totally|completely|perfectly|pretty|very|just)? (benign|infected|normal|healed|cancerous|malignant|suspicious|like normal healing|fungal|viral|bacterial)",
            "(totally|completely|perfectly|basically|100 %)? (normal|benign|clean|negative|perfect) (ekg|scan|scar|pap|mri|healing|result|results|labs|xray|x ray|ultrasound|range|ecg)",
            "(within|in|above|below|outside) (the)? (normal|guideline|reference|cancer|target) (range|ranges|limits|limit)",
            "(that's|thats|it's|its|is|that is|this is|are|was|isn't|isnt|which is) (just|totally|completely|perfectly|a|an|only|basically|not|definitely)? (false positive|false negative|false alarm|artifact|artefact|subclinical|nothingburger|borderline|benign|normal ekg|within normal limits|normal pap|not infected|infected|negative test|good pressure|good sign)",
            "from the (photo|pic|picture|pics|image|images|xray|report|scan|photos|look)",
            "(the|your|these) (findings|finding|values|levels|numbers|results|reports|report|readings) (are|is|indicate|show|suggest|seem|seems|mean|means|looks|look)",
            "(tsh|t3|t4|hcg|amh|psa|ldl|hdl|crp|esr|wbc|alt|ast|fsh|hba1c|a1c|bp|ferritin|hemoglobin|creatinine|cholesterol|vitamin d|platelets|platelet|sugar|glucose|ejection fraction|egfr) (levels|level|count|is|are)? (is|are|also|slightly|mildly|a bit|very|too)? (slightly|mildly|very|too|also)? (high|low|elevated|raised|normal|borderline|decreased|reduced|abnormal)",
        ],
        unless: ["(if|when|once|unless|until) ..5 (results|result|labs|test|tests|scan|numbers|biopsy|levels|level) <any>? <any>? <any>?", "normal results (take|come|go)"],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let (tokens, _) = sentence(input, span);
    if !(answers_someone(input) || turns_to_someone(input, span)) || refuses(tokens) || teaches(tokens) || asks(tokens) {
        return None;
    }
    if about_animals(input, span) || is_made_up(input, span) || is_own(input, span) {
        return None;
    }
    if has(before(input, span, 4), hashes!["if", "when", "whether", "unless", "once", "my", "any", "how", "what"]) {
        return None;
    }
    // One paragraph of a blog or a circular says what a number means to everyone.
    // Told of a third person, or in answer to a review, it discloses more than it advises: `rel.care` has it.
    let told = has(tokens, hashes!["his", "her", "he", "she"]) || (input.context == Context::ReviewReply && has(tokens, hashes!["was", "were", "came", "showed"]));
    if told && input.context != Context::Comment && input.context != Context::Post && !has(tokens, hashes!["you", "youre"]) {
        return None;
    }
    let email = input.context == Context::Email && !has(tokens, hashes!["your", "you", "his", "her", "an", "a"]);
    let post = matches!(input.context, Context::Post | Context::Blog) && !has(tokens, hashes!["your", "you", "youre", "yours", "that", "thats", "a", "an"]);
    (!email && !post).then(|| (to_clause_end(input, span, 6), Severity::Warn))
}

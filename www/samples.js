// The sample texts, written for this page. Data only: what is risky in them is found by the module, and
// `samples.test.mjs` asks the command line whether `risky` and `clean` are still true.

/**
 * @typedef {object} Sample
 * @property {string} name      two to four words for the button
 * @property {"risky"|"clean"} kind
 * @property {string} text
 * @property {string} lesson    what a trainer would say about it, in one or two sentences
 * @property {string} [to] @property {string} [cc] @property {string} [subject]   for an e-mail
 */

/** Which context of the module each composer stands for. */
export const CONTEXTS = { reply: "review-reply", post: "post", mail: "email" };

/** @type {Record<"reply"|"post"|"mail", Sample[]>} */
export const SAMPLES = {
  reply: [
    {
      name: "A warm thank-you",
      kind: "risky",
      text: "Hi Dana, thanks for coming in last Tuesday. We’re sorry about the wait, and we hope your new crown feels good by now.",
      lesson: "Kind, and still a disclosure: it says that Dana is a patient, when she came and what was done. That she wrote first does not change it.",
    },
    {
      name: "Explaining the bill",
      kind: "risky",
      text: "Hi Dana, your crown was paid by Delta, and what you still owe is the deductible. Please call us before you post about your account.",
      lesson: "Treatment, insurer and payment are health information. A bill is explained on the phone, not under a review.",
    },
    {
      name: "Setting it straight",
      kind: "risky",
      text: "This is simply not true and you are lying about our staff. You missed two appointments and your account was sent to collections.",
      lesson: "An argument in public is read by everyone who is choosing a practice, and it gives away visits and payments on top.",
    },
    {
      name: "Neither yes nor no",
      kind: "clean",
      text: "Thank you for taking the time to write. Privacy rules keep us from discussing anything here, but we would like to understand what went wrong. Please call our office manager at 555-0118.",
      lesson: "It answers without saying whether the writer was ever there, and moves the talk to the phone.",
    },
    {
      name: "How we work",
      kind: "clean",
      text: "We hear the point about waiting. Our goal is to start within fifteen minutes, and delays are posted at the front desk. Questions about any bill are welcome at 555-0118, Monday to Friday.",
      lesson: "It speaks about the practice only. House rules, opening hours and the office’s own number are fine.",
    },
    {
      name: "A short apology",
      kind: "clean",
      text: "We’re sorry to read this. Every comment about our front desk is taken seriously and is discussed with the whole team.",
      lesson: "Sorry to read it, not sorry about what happened to you: nothing is confirmed.",
    },
  ],
  post: [
    {
      name: "Proud of a patient",
      kind: "risky",
      text: "So proud today! Mr. Halloran, 94, walked out of here two days after his hip surgery. His daughter Ruth cried, and so did we.",
      lesson: "A name, an age over 89, a day and a surgery. Pride is fine; the details belong to him.",
    },
    {
      name: "Live from the shift",
      kind: "risky",
      text: "Scrubbing in right now on an emergency delivery. Mom was brought in from the crash on Route 9 tonight. Hug your people.",
      lesson: "No name, and half the town knows who it is. A rare event with a place and a time is enough.",
    },
    {
      name: "Before and after",
      kind: "risky",
      text: "Look at Kayla’s smile! Before and after photos of her veneers are below. Guaranteed pain-free, and results are 100% certain.",
      lesson: "A name, a picture without a word about consent, and two promises that nobody in medicine can keep.",
    },
    {
      name: "Flu-shot Saturday",
      kind: "clean",
      text: "Flu shots are here. Walk in on Saturday, October 12, from 9 to 1 at 40 Orchard Street. Adults over 65 can ask for the high-dose vaccine.",
      lesson: "Dates, an address, an age and a vaccine, and nothing about a patient. An event is not somebody’s care.",
    },
    {
      name: "A new colleague",
      kind: "clean",
      text: "Please welcome Dr. Amara Osei, who joins our pediatrics team in March. She speaks French and Twi and is taking new families.",
      lesson: "Staff may be named. Curbside looks for the people you care for, not for the people you work with.",
    },
    {
      name: "Awareness month",
      kind: "clean",
      text: "October is breast cancer awareness month. Screening finds cancer early, when it is easier to treat. Ask your doctor when to start and how often.",
      lesson: "Education for everybody is not advice to one person.",
    },
  ],
  mail: [
    {
      name: "Results to a group",
      kind: "risky",
      to: "j.whitfield@mail.example, p.orozco@mail.example, s.lindqvist@mail.example",
      subject: "Lab results",
      text: "Hello all,\nMr. Whitfield, your A1c came back at 8.1, so you are diabetic. Take 1,000 mg of metformin twice a day.\nThe others are fine, nothing to worry about.",
      lesson: "One person’s result, diagnosis and dose, and everyone in To reads it. Results go through the portal.",
    },
    {
      name: "Advice from a picture",
      kind: "risky",
      to: "teresa.m@mail.example",
      subject: "Re: rash",
      text: "Hi Teresa,\nfrom the photo you sent, it sounds like you have shingles. Take 800 mg of ibuprofen every 6 hours. No need to go to the ER, it can wait till Monday.",
      lesson: "A diagnosis, a dose and “it can wait”, without an examination. Offer an appointment instead.",
    },
    {
      name: "Asking for details",
      kind: "risky",
      to: "marcus.d@mail.example",
      subject: "Missing paperwork",
      text: "Hi Marcus,\nplease e-mail me your date of birth, your Social Security number and a photo of your insurance card. It is quicker if you text them to my personal cell, 555-0173.",
      lesson: "It asks for identity details over ordinary e-mail and a private phone. Use the portal or the office line.",
    },
    {
      name: "A reminder",
      kind: "clean",
      to: "marcus.d@mail.example",
      subject: "Thursday",
      text: "Hi Marcus,\nthis is a reminder of your appointment on Thursday at 2:30 pm. Please call our office at 555-0118 to change it.",
      lesson: "First name, day and time, to the person alone: the least that is needed for scheduling.",
    },
    {
      name: "Pointing to the portal",
      kind: "clean",
      to: "teresa.m@mail.example",
      subject: "A message is waiting",
      text: "Hi Teresa,\nthere is a new message for you in the patient portal. Please sign in there to read and answer it. If this is an emergency, call 911.",
      lesson: "It says that there is something to read, not what. “Call 911 in an emergency” is a safe thing to write.",
    },
    {
      name: "To a supplier",
      kind: "clean",
      to: "orders@supplies.example",
      subject: "Quote",
      text: "Hello,\ncould you quote us for twelve boxes of nitrile gloves, size M, delivered to 40 Orchard Street in the first week of November? Invoices go to our billing office.",
      lesson: "An address and a date, and no patient anywhere.",
    },
  ],
};

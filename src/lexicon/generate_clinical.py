#!/usr/bin/env python3
"""Writes drug.txt and condition.txt from public lists and from the plain words below. Deterministic.

    python3 src/lexicon/generate_clinical.py ../shared/lexicons

Drug names: MedlinePlus (public domain) and NHS (OGL v3.0). Conditions: ICD-10-CM titles and inclusion terms
(public domain). Everyday names that no list has are written here. Only what people type is kept: one or two words,
no chemistry, nothing that is also an everyday word.
"""
import pathlib
import re
import sys

SOURCES = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/lexicons")
HERE = pathlib.Path(__file__).parent

# Everyday words, or foods and chemicals, that the drug list has too.
NOT_DRUGS = set("""armour cera sone modus cortisol estrogen quinine aim all arm bio cal can care clear day dry eye focus gas
ice iron laxative link natural one oxygen pain pepper pro relief salt silver sleep sun tea thin water zinc alcohol calcium charcoal
sodium potassium magnesium protein sugar honey ginger garlic turmeric caffeine nicotine menthol camphor petrolatum glycerin
fiber fluoride oil oral peroxide adult infant children junior baby rid off hold nix head hair skin lice cough cold throat
promise vision victory vital perform pure advance balance compete complete choice duo ease elite energy extra fem gold good health
heart hope joint just life lite local love lung mega men mini mono motion multi natal night nose orange ortho plus power prime
quick quit rapid red rest safe select senior simple slow smart soft star stay step stop strong super sure tab tech thera tone top
total tri triple ultra up vita well white wild wise women wonder x y zen bc dc tums cetaphil basis contact control correct
ability aloe anthem arcade assure axis azo balm banish beacon bronze cancel candid cascade celebrate champion charm citrus
compass compound concert crest crown delta desire dial dove eclipse element emerge enable endless enhance ensure
epic equal escape evoke exact exit fasten fire flash fluid forte fresh gem halo harmony impact inspire ivory jade
lotus lush magic major marvel miracle mist moment mystic noble nova oasis ocean pearl pilot poly portal prevail
radiant ready rebound regain renew rescue restore reveal revive ring rose royal sage satin sentry shade soothe spring
summit target tempo thrive token trust unity vantage velvet verve vivid zeal zest zing dynamic generic
lard meal milk mint mustard oat rice soy wheat yeast egg cream gel lotion wash soap spray drops tablets capsule
liquid powder patch aid plan relax response sinus allergy arthritis cramp digestive formula hangover
infants junior maximum regular strength essential control hydro acetone ammonia arginine ascorbic fat fish
lead gin rum nitrogen helium sclerosis anhydrous actinic chickenpox zoster iodide ferrous benzyl monohydrate""".split())
# What people call drugs.
SPOKEN_DRUGS = """abx accutane ace inhibitor advil adderall afrin albuterol aleve allegra ambien amox amoxicillin antacid antacids antibiotic
antibiotics anticoagulant antidepressant antidepressants antifungal antihistamine antihistamines antiviral aspirin ativan azithro azithromycin
bactrim bactroban benadryl benzos beta blocker beta blockers biktarvy biotin birth control blood pressure med blood pressure meds
blood pressure pill blood pressure pills blood thinner blood thinners botox bumex buspar calamine celexa chemo cialis cipro claritin
clinda coumadin cymbalta depakote depo diflucan dilaudid diuretic diuretics doxy effexor eliquis epipen excedrin famotidine
flagyl flexeril flomax flonase gabapentin heparin humira hydrocortisone hydrocodone hydroxyzine ibuprofen imitrex imodium immodium
immunosuppressant insulin iron pill iron pills ivermectin jardiance keflex keppra klonopin lamictal lasix levo levothyroxine lexapro lipitor
lisinopril lithium loperamide losartan lovenox lyrica mag glycinate magnesium glycinate melatonin meds medicine medicines medication
medications metformin methadone methotrexate metoprolol minoxidil miralax mirena motrin mounjaro mucinex muscle relaxer
muscle relaxers mupirocin naltrexone naproxen narcan neosporin nexium norco nsaid nsaids nyquil omeprazole opioid opioids oxy oxycodone
oxycontin ozempic paracetamol paxil paxlovid pedialyte penicillin pep pepcid pepto percocet plan b plavix pred prednisone prep prilosec
probiotic probiotics progesterone propranolol prozac retinol ritalin saxenda semaglutide senna seroquel sertraline shot singulair
spiro spironolactone ssri ssris statin statins steroid steroids stool softener suboxone sudafed sumatriptan
synthroid tamiflu tamoxifen testosterone tirzepatide toradol tramadol trazodone tylenol unisom valium valtrex ventolin viagra vicodin
vitamin c vitamin d vyvanse wegovy wellbutrin xanax xarelto z pack zpack z pak zofran zoloft zyprexa zyrtec antifungals
antivirals ppi ppis tums supplement supplements multivitamin vitamins zinc b6 b12 folic acid iron supplement iron supplements fish oil
psyllium colace berberine abilify aleve allegra ambien amlodipine aricept armour thyroid atorvastatin augmentin austedo avastin azo biotene belsomra bentyl bisoprolol breo
brilinta bydureon cellcept chantix claritin cleocin clonidine cogentin colchicine concerta copaxone coreg cozaar crestor cytomel dayquil
decadron demerol dexedrine dexamethasone dilantin diovan dulcolax dupixent eliquis emgality enbrel entresto epogen evista exlax farxiga femara fentanyl fioricet
forteo fosamax gardasil glipizide glucophage haldol harvoni hydroxychloroquine hyzaar imuran inderal invokana januvia juvederm kenalog kesimpta
keytruda lantus latuda letrozole levaquin levemir librium linzess lomotil lotrimin lunesta lupron macrobid maxalt medrol methylprednisolone
minocycline mobic monistat movantix namenda nasonex neulasta neurontin nexplanon norvasc novolog nucynta ocrevus orilissa otezla oxybutynin pamelor
pantoprazole phenergan plaquenil pradaxa praluent pristiq prolia propecia protonix pulmicort qulipta reglan remeron remicade repatha requip restasis
restylane restoril rexulti rinvoq risperdal robaxin rogaine rybelsus savella sensipar sinemet skyrizi soma spiriva stelara strattera
symbicort synvisc tegretol topamax toprol tresiba trulicity tysabri ubrelvy ultram vancomycin vanco vesicare victoza visine voltaren vraylar xeljanz xyzal
zantac zepbound zestril zetia ziprasidone zocor zomig zovirax zyban premarin prometrium estradiol clomid cabergoline aldactone buspirone sertraline
fluoxetine cetirizine loratadine antivert meclizine dramamine cortisone cream ointment inhaler nebulizer eye drops ear drops nasal spray painkiller painkillers pain meds pain med pain reliever
sleeping pills sleeping pill antibiotic ointment antiacid capsule capsules tablets contraceptive pill antimalarial antiemetic
antispasmodic antispasmodics anti inflammatories anti inflammatory cough syrup"""

ENDINGS = ("itis osis iasis emia aemia oma omas pathy algia uria plegia paresis rrhea rrhage rrhagia ectasis stenosis plasia trophy phobia "
           "phasia pnea cele lithiasis thorax megaly sclerosis penia cytosis edema eczema asthma anemia").split()
HEADS = set("""syndrome disease disorder fracture ulcer cancer carcinoma infection deficiency tumor abscess cyst hernia fever palsy
anemia arthritis failure dementia diabetes neuropathy hypertension rash stroke infarction attack pneumonia hepatitis dystrophy
lymphoma leukemia melanoma sprain strain dislocation thrombosis embolism bleeding hemorrhage stones neuralgia poisoning allergy
dermatitis apnea aneurysm arrhythmia fibrillation tachycardia insufficiency sclerosis depression anxiety""".split())
FIRST_NOT = set("""other unspecified specified postprocedural intraoperative maternal fetal newborn type healing displaced
nondisplaced certain external traumatic pathological age-related and or of the complications mechanical superficial
deep partial complete late early benign malignant current alcohol any with due site same both multiple
secondary subsequent initial retained underdosing adverse""".split())
# Endings of ordinary words and of salts.
ORDINARY = ("ing", "ed", "ly", "tion", "ions", "ride", "ium", "phate", "acetate", "ness", "vaccine", "virus", "lated", "acid")
NOT_CONDITIONS = set("""anosis diagnosis prognosis hypnosis osmosis mitosis meiosis symbiosis metamorphosis aroma diploma
idioma coma agoraphobia academia bohemia utopia dystrophy trophy atrophy""".split())
SPOKEN_CONDITIONS = """abscess aches acid reflux acne adhd add adenoma afib aids alcoholism allergies allergy als alzheimer alzheimers anemia aneurysm
angina ankle sprain anorexia anxiety appendicitis arthritis asd asthma athletes foot autism autistic bacterial infection bad sprain bells palsy benign
prostatic hyperplasia bipolar birthmark bladder infection bleed blepharitis blood clot blood clots blood pressure bone bruise bone spur
borderline bowel obstruction bppv bph brain bleed brain tumor broken bone bronchitis bruise bug bite bulging disc bunion bunions burnout
bursitis c diff calcium deficiency cancer candida canker sore carpal tunnel cataract cataracts cavities cavity celiac cellulitis charley horse
chf chickenpox chicken pox chlamydia cirrhosis clot cold sore cold sores colic colitis concussion congestion conjunctivitis copd costochondritis
covid covid arm crohns croup cyst cysts cystitis dehydration dementia dengue depression dermatitis detached retina diabetes diabetic discontinuation syndrome
disc herniation diverticulitis down syndrome drug allergy drug rash dry eye dry eyes dry socket dvt dysplasia ear infection eating disorder eczema ectopic pregnancy ectopic
endometriosis epilepsy erectile dysfunction esophagitis fatty liver fibroid fibroids fibromyalgia fissure floaters flu folliculitis food poisoning fracture
frozen shoulder fungal infection fungus gallbladder stones gallstone gallstones gastritis gastroenteritis gastroparesis gerd gestational diabetes
gingivitis glaucoma gonorrhea gout grief growing pains gum disease hay fever heart attack heart disease heart failure heart murmur heat exhaustion heat
rash heat stroke heel spur hemorrhoid hemorrhoids hepatitis hernia herniated disc herniation herpes high blood pressure high cholesterol hiv hives hpv
hypertension hyperthyroid hyperthyroidism hypothyroid hypothyroidism ibd ibs impacted tooth impetigo impingement implantation infected infection infections
infertile infertility inflammation ingrown toenail insomnia insulin resistance iron deficiency iron deficient jaundice kidney disease kidney failure kidney
infection kidney stone kidney stones labyrinthitis lactose intolerance lazy eye leukemia lice lipoma liver disease long covid low testosterone low thyroid
lupus lyme lymphoma malaria mastitis measles melanoma menieres meningitis menopause migraine migraines mild concussion miscarriage molluscum mono
mrsa ms mumps muscle spasm muscle spasms muscle strain neoplasm nerve damage neuropathy norovirus ocd osteoarthritis osteoporosis
ovarian cyst ovarian cysts overdose palsy pancreatitis panic attack panic attacks panic disorder parkinsons parkinson pcos pcod perimenopause periodontal
disease pinched nerve pink eye pinworms plantar fasciitis plantar wart plaque pms pneumonia poison ivy poison oak polyp polyps postpartum depression prediabetes
prediabetic preeclampsia pregnancy pregnant prostatitis psoriasis psychosis ptsd pulled muscle pulmonary embolism rebound rebound headache rebound
headaches reflux respiratory infection rheumatoid ringworm rosacea rotator cuff rotator cuff tear rsv runners knee scabies scarlet fever schizophrenia sciatica
scoliosis seasonal allergies seborrheic keratosis seizure seizures sepsis septic shin splints shingles sickle cell silent reflux sinus
infection sinusitis skin cancer sleep apnea slipped disc spasm spinal stenosis sprain sprained staph std sti stomach bug stomach
flu stomach ulcer stones strain strep strep throat stress fracture stroke stye sunburn sundowning swimmers ear syphilis tarsal tunnel tb teething
tendinitis tendonitis tennis elbow testicular torsion tetanus thrush thyroid problem thyroid disease tinea tinnitus tmj tonsil stones tonsillitis tooth abscess
torn acl torn meniscus torsion trapped gas trapped nerve trigger finger tumor tumors tumour uc ulcer ulcers underactive thyroid urinary infection urinary
tract infection uti vaccine rash vaginal infection vaginitis vaginosis varicocele varicose veins vasculitis vertigo viral rash viral infection
virus vitamin deficiency vitamin d deficiency vitiligo wart warts whiplash withdrawal worms yeast infection zika anaemia leukaemia
torticollis gilberts hashimotos graves disease lipomas neuralgia spondylitis spondylosis fistula gallbladder disease hernias hydrocele abrasion contusion
heart problem heart condition kidney problem liver problem hormonal imbalance side effect side effects serotonin rebound psychosis orthostasis"""


def rows(name):
    lines = (SOURCES / name).read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


def phrases(text):
    """The phrases of a hand-written block: a line holds words; a phrase is found by the joined list below."""
    return text.split()


def write(name, title, source, licence, match, entries):
    # No entry may differ from another only by case; the build wants them sorted by bytes.
    head = f"# class: {name}\n# match: {match}\n# title: {title}\n# source: {source}\n# licence: {licence}\n"
    clean = sorted({entry.strip() for entry in entries if entry.strip()}, key=lambda entry: entry.encode())
    (HERE / f"{name}.txt").write_text(head + "\n".join(clean) + "\n", encoding="utf-8")
    print(f"{name}.txt: {len(clean)} entries")


def spoken(text, known):
    """Cuts a run of words into entries: the longest known phrase first, else one word."""
    words, out, at = text.split(), set(), 0
    while at < len(words):
        for size in (4, 3, 2, 1):
            phrase = " ".join(words[at:at + size])
            if size == 1 or phrase in known:
                out.add(phrase)
                at += len(phrase.split())
                break
    return out


DRUG_PHRASES = set("""armour thyroid|ace inhibitor|beta blocker|beta blockers|birth control|blood pressure med|blood pressure meds|blood pressure pill|blood pressure pills|
blood thinner|blood thinners|iron pill|iron pills|mag glycinate|magnesium glycinate|muscle relaxer|muscle relaxers|plan b|stool softener|vitamin c|vitamin d|
z pack|z pak|folic acid|iron supplement|iron supplements|fish oil|eye drops|ear drops|nasal spray|pain meds|pain med|pain reliever|sleeping pills|
sleeping pill|antibiotic ointment|contraceptive pill|anti inflammatories|anti inflammatory|cough syrup""".replace("\n", "").split("|"))
CONDITION_PHRASES = set("""acid reflux|ankle sprain|athletes foot|bacterial infection|bad sprain|bells palsy|benign prostatic hyperplasia|bladder infection|blood clot|
blood clots|blood pressure|bone bruise|bone spur|bowel obstruction|brain bleed|brain tumor|broken bone|bug bite|bulging disc|c diff|calcium deficiency|
canker sore|carpal tunnel|charley horse|chicken pox|cold sore|cold sores|covid arm|detached retina|discontinuation syndrome|disc herniation|down syndrome|
drug allergy|drug rash|dry eye|dry eyes|dry socket|ear infection|eating disorder|ectopic pregnancy|erectile dysfunction|fatty liver|food poisoning|
frozen shoulder|fungal infection|gallbladder stones|gestational diabetes|growing pains|gum disease|hay fever|heart attack|heart disease|heart failure|
heart murmur|heat exhaustion|heat rash|heat stroke|heel spur|herniated disc|high blood pressure|high cholesterol|impacted tooth|ingrown toenail|insulin resistance|
iron deficiency|iron deficient|kidney disease|kidney failure|kidney infection|kidney stone|kidney stones|lactose intolerance|lazy eye|liver disease|long covid|
low testosterone|low thyroid|mild concussion|muscle spasm|muscle spasms|muscle strain|nerve damage|ovarian cyst|ovarian cysts|panic attack|panic attacks|
panic disorder|periodontal disease|pinched nerve|pink eye|plantar fasciitis|plantar wart|poison ivy|poison oak|postpartum depression|pulled muscle|
pulmonary embolism|rebound headache|rebound headaches|respiratory infection|rotator cuff|rotator cuff tear|runners knee|scarlet fever|seasonal allergies|
seborrheic keratosis|shin splints|sickle cell|silent reflux|sinus infection|skin cancer|sleep apnea|slipped disc|spinal stenosis|stomach bug|stomach flu|
stomach ulcer|strep throat|stress fracture|swimmers ear|tarsal tunnel|tennis elbow|testicular torsion|thyroid problem|thyroid disease|tonsil stones|
tooth abscess|torn acl|torn meniscus|trapped gas|trapped nerve|trigger finger|underactive thyroid|urinary infection|urinary tract infection|vaccine rash|
vaginal infection|varicose veins|viral rash|viral infection|vitamin deficiency|vitamin d deficiency|yeast infection|graves disease|
gallbladder disease|heart problem|heart condition|kidney problem|liver problem|hormonal imbalance|side effect|side effects|serotonin rebound""".replace("\n", "").split("|"))
# Words of the blocks above that say too little alone.
TOO_LITTLE = set("""add aids shot aches borderline implantation grief stones strain prep pep cold cream plaque pregnancy pregnant ms uc levo
benign tunnel virus capsule capsules tablets bruise rebound withdrawal spray patch c b d pressure infected inflammation fissure
congestion pregnancies colic graves lyme seizures""".split()) - {"pregnant", "pregnancy", "infected", "inflammation", "lyme", "seizures", "bruise", "congestion"}


def drugs():
    # Ingredients come from the list. Of brands it has thousands that nobody here has heard of; those in use are written above.
    kept = set()
    for _, canonical, _ in rows("drugs_medlineplus_nhs.tsv"):
        for word in re.findall(r"[a-z]+", re.sub(r"\(.*?\)", " ", canonical.lower())):
            if 6 <= len(word) <= 18 and not word.endswith(ORDINARY):
                kept.add(word)
    return (kept - words_in_use() | spoken(SPOKEN_DRUGS, DRUG_PHRASES)) - NOT_DRUGS - TOO_LITTLE


def words_in_use():
    """Everyday words (film subtitles, SUBTLEX-US): what is said that often is no drug name."""
    return {row[0].lower() for row in rows("words_subtlexus.tsv") if int(row[1]) > 60} - {"aspirin", "morphine", "insulin", "lithium", "lidocaine", "methadone", "epinephrine", "atropine", "nitroglycerin"}


def conditions():
    kept = set()
    terms = [row[1] for row in rows("icd10cm_titles.tsv")] + [row[0] for row in rows("icd10cm_inclusion_terms.tsv")]
    for term in terms:
        head = re.split(r"[,(\[;:]| due to | with | without | of | in | and | or | as | from | by | to | at | on | for ", term.lower())[0]
        words = re.sub(r"[^a-z' -]", " ", head).replace("'s", "s").replace("'", "").split()
        while len(words) > 1 and words[0] in {"acute", "chronic", "other", "unspecified", "recurrent", "severe", "mild", "moderate", "primary"}:
            words.pop(0)
        if not words or "-" in "".join(words) or words[0] in FIRST_NOT:
            continue
        if len(words) == 1 and words[0].endswith(tuple(ENDINGS)) and len(words[0]) > 6:
            kept.add(words[0])
        if len(words) == 2 and words[1] in HEADS and len(words[0]) > 3:
            kept.add(" ".join(words))
    return (kept | spoken(SPOKEN_CONDITIONS, CONDITION_PHRASES)) - NOT_CONDITIONS - TOO_LITTLE


write("drug", "Medicines and what people call them", "MedlinePlus drug names; NHS medicines A to Z; everyday names written for Curbside", "public domain; Open Government Licence v3.0; MIT OR Apache-2.0", "exact", drugs())
write("condition", "Diseases, injuries and what people call them", "ICD-10-CM titles and inclusion terms (CDC/NCHS); everyday names written for Curbside", "public domain; MIT OR Apache-2.0", "exact", conditions())

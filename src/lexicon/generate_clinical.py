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

# More of what people write, one entry between two bars.
MORE_DRUGS = """adhd med|adhd meds|alprazolam|amitriptyline|amphetamine|anti depressants|antabuse|anxiety med|anxiety meds|apri|arinac|azelastine|baclofen|benzo|biologic|biologics|bupe|buprenorphine|
bupropion|carboplatin|chewables|cisplatin|clobetasol|clonazepam|clotrimazole|coartem|combiflam|crocin|cytotec|d3|d50|dmard|dmards|doxycycline|duoneb|duonebs|edible steroids|elavil|emla|enoxaparin|escitalopram|estrogen patch|evorel|
fent|ferrous sulfate|finasteride|fioricet|flu shot|folfox|folfiri|ganaxolone|glp 1|glp1|guanfacine|haldol|hep b vaccine|hormones|hydrocort|hydrocortisone cream|hypertonic saline|immune globulin|intuniv|invega|isotretinoin|ivig|ketamine|ketorolac|lamisil|lantus|
lasix|levocet|levocetirizine|levora|levothyrox|lido|lidocaine patch|lidocaine patches|liraglutide|lo loestrin|loestrin|mag citrate|mag oxide|magnesium citrate|meftal|melatonin gummies|metronidazole|methimazole|methylfolate|mifepristone|miralax|misoprostol|
morphine|motrin|naltrexone|narcotic|narcotics|nexavar|nicotine gum|nicotine patch|nicotine patches|nitro|nitrofurantoin|nitrous|nitrous oxide|nystatin|olanzapine|ondansetron|oxy ir|oxymetazoline|pain pill|pain pills|painkillers|pantoprazole|pepto bismol|pip tazo|
pitocin|placebo week|polytrim|prednisolone|pregabalin|premarin cream|prenatal vitamin|prenatal vitamins|prep h|propofol|quetiapine|reglan|risperidone|rocephin|salbutamol|senokot|silvadene|sinemet|sitagliptin|sleep aid|sleep meds|spironolactone|steroid cream|steroid shot|
sublocade|suboxone films|suboxone strips|subq shot|subutex|sulfa|taxol|tecfidera|telmisartan|thyronorm|tmp smx|tobradex|topical steroid|toprol xl|tramadol|tranexamic acid|triamcinolone|truvada|tums|ursodiol|vertin|vit b12|vit d|vitamin b|vitamin b12|vitamin e|vitamin k|vivitrol|
water pill|water pills|weight loss shot|wellbutrin xl|xolair|z quil|zicam|zosyn|zzzquil|acetazolamide|epi pen|tdap|dtap|mmr|hpv vaccine|shingrix|shingles vaccine|flu vaccine|covid vaccine|covid shot|pneumonia shot|tetanus shot|rabies shot|rabies shots|rhogam|tpa|versed|precedex|levophed|pressors|amio|adenosine|bicarb|calcium gluconate|albuterol neb|nebs|racemic epi|normal saline|pedialyte pops|ibu|apap|hctz|norpace|kcl|k dur|klor con|micronor|nuvaring|depo provera|depo shot|paragard|kyleena|skyla|liletta|plan b one step|opill"""
MORE_CONDITIONS = """accommodative esotropia|achilles tear|acl tear|adhesion|adhesions|afib rvr|aki|alcohol hepatitis|alcoholic|allergic reaction|alopecia|amblyopia|anaphylaxis|androgenetic alopecia|angular cheilitis|ankylosing spondylitis|anxiety attack|aplastic anemia|apraxia|arteriovenous malformation|astigmatism|atelectasis|athletes foot|atopic dermatitis|atrial fibrillation|atrial flutter|autoimmune disease|
baby blues|bacterial vaginosis|bad disc|barretts|bed sore|bed sores|bed bugs|bell palsy|beta thal|bfs|bite wound|black eye|bleeding ulcer|blepharospasm|blocked duct|blood infection|blown disc|body dysmorphia|bone infection|bone on bone|bone cancer|borderline diabetic|bowel cancer|bpd|brain dead|brain injury|breakthrough bleeding|breast cancer|breast lump|brca|broken arm|broken leg|broken hip|broken rib|broken ribs|broken wrist|broken toe|broken ankle|broken nose|broken finger|broken foot|bruised rib|bruised ribs|bulging discs|bunion|burn out|bv|
cad|calcific tendonitis|calcium stones|cancer free|carbon monoxide poisoning|cardiac arrest|cardiomyopathy|cauda equina|cerebral palsy|cervical cancer|cervical dysplasia|cheek biting|chalazion|chemical pregnancy|chf exacerbation|chickenpox|childhood apraxia|chilblains|chlamydia|cholestasis|cholera|chronic fatigue|chronic kidney disease|chronic pain|ckd|ckd 3|cleft lip|cleft palate|clogged duct|clogged artery|clubfoot|cluster headache|cluster headaches|cmv|cold virus|collapsed lung|colon cancer|colon polyp|color blind|concussed|congenital heart defect|congestive heart failure|contact dermatitis|corneal abrasion|corneal ulcer|cpp|cracked tooth|cracked rib|cradle cap|craniosynostosis|crohn|crohns disease|croup|cte|cyclic vomiting|cystic acne|cystic fibrosis|cytomegalovirus|
dcis|de quervain|de quervains|deep vein thrombosis|dehydrated|dementia patient|dermatofibroma|dermoid|detached retinas|developmental delay|deviated septum|diaper rash|diabetes insipidus|diabetic foot|diastasis|diastasis recti|dislocated|dislocated shoulder|dislocated knee|dka|double pneumonia|dry drowning|drug addiction|drug interaction|dumping syndrome|dupuytren|dupuytrens|dyshidrotic eczema|dyslexia|dysphagia|dystonia|ebv|ectopics|ehlers danlos|eds|emphysema|encephalitis|end stage renal|epididymitis|epstein barr|esophageal stricture|esrd|essential tremor|eye stroke|
failure to thrive|fainting spells|fatty liver disease|febrile seizure|febrile seizures|fibro|fibroadenoma|fifth disease|flat feet|flat foot|food allergy|food intolerance|foot drop|fractured|fragile x|fsgs|fungal nail|fungal ulcer|gallstones|gambling addiction|gangrene|gas pains|gender dysphoria|gestational hypertension|gi bleed|glioblastoma|gluten intolerance|graft failure|granuloma|group b strep|growth plate fracture|guillain barre|gum infection|gynecomastia|
h pylori|hairline fracture|hand foot and mouth|hand foot mouth|hashimoto|hashimotos|head injury|head lice|hearing loss|heart attack|heart arrhythmia|heart block|heart defect|heart blockage|heart palpitations|heat bumps|heat cramps|hellp|hemophilia|hemochromatosis|hep b|hep c|hepatitis a|hepatitis b|hepatitis c|herniated discs|herpes zoster|hidradenitis|hidradenitis suppurativa|hip dysplasia|hip fracture|hirsutism|histamine intolerance|hot tub folliculitis|hsv|huntington|huntingtons|hydrocephalus|hyperemesis|hyperkalemia|hyperglycemia|hypermobility|hyperparathyroidism|hypoglycemia|hypokalemia|hyponatremia|hypospadias|
ic|icp|ideation|ileus|impaction|incisional hernia|indigestion|infected cyst|infected tooth|ingrown|ingrown hair|ingrown nail|inguinal hernia|inner ear infection|interdose withdrawal|interstitial cystitis|intrusive thoughts|intussusception|iron anemia|irritable bowel|ischemia|it band syndrome|jaw infection|jock itch|joint infection|kawasaki|keloid|keloids|keratoconus|keratosis|keratosis pilaris|kidney cancer|kidney damage|kidney stone|kyphosis|labral tear|lactose intolerant|laryngitis|lead poisoning|lazy bowel|leaky gut|learning disability|legionnaires|lewy body|lichen planus|lichen sclerosus|listeria|liver cancer|liver damage|liver failure|lobular cancer|low iron|low sugar|low b12|low vitamin d|low blood sugar|low blood pressure|low ferritin|low platelets|lumbar strain|lung cancer|lung infection|lung nodule|lyme disease|lymphedema|lynch syndrome|
macular degeneration|male pattern baldness|malaria|malnourished|malignancy|malignant|marfan|mcl sprain|mds|medication overuse headache|melasma|memory problem|meniere|meniscus tear|menopausal|metastasis|metastatic|mets|mgus|microcephaly|milia|mild cognitive impairment|migraine with aura|migraines with aura|miscarried|missed miscarriage|mitral valve prolapse|molar pregnancy|mold illness|monkeypox|morning sickness|mouth ulcer|mthfr|multiple myeloma|multiple sclerosis|muscular dystrophy|myasthenia|myasthenia gravis|myocarditis|myopia|narcolepsy|neck strain|necrosis|nerve pain|nephrotic|nephrotic syndrome|neurofibromatosis|neuroma|night terrors|noro|nstemi|nursemaids elbow|obesity|ocular migraine|ocular migraines|opioid use disorder|oppositional|optic neuritis|oral thrush|organ failure|orthostatic|osteomyelitis|osteopenia|otitis|otitis externa|otitis media|ovarian cancer|ovarian torsion|ovarian failure|overactive bladder|overproduction|oversupply|
pad|palsy|pancreatic cancer|parasite|parasites|paranoia|parotitis|patellar tendonitis|pcl|pcos flare|peanut allergy|pelvic inflammatory disease|penicillin allergy|peptic ulcer|pericarditis|perforated eardrum|periodontal|periodontitis|peripheral neuropathy|peritonitis|peyronies|phimosis|pid|piles|pilonidal|pilonidal cyst|piriformis|piriformis syndrome|pityriasis rosea|placenta previa|plaque psoriasis|pleurisy|plugged duct|pms|pmdd|pneumothorax|polycystic|polymyalgia|poor circulation|postpartum anxiety|postpartum hemorrhage|post concussion|ppd|precancerous|premature labor|premature ovarian failure|pressure sore|pressure sores|pressure ulcer|preterm labor|prolapse|prolapsed|prostate cancer|prostate infection|pseudogout|psoriatic arthritis|psychotic|puberty|pulled groin|pulled hamstring|pulpitis|punctured lung|pvc|pvcs|pyelonephritis|quad tear|
ra|rabies|radiculopathy|raynaud|raynauds|razor bumps|rectal prolapse|recurrent miscarriage|renal failure|restless legs|restless leg|retinal detachment|retinopathy|rheumatoid|rickets|rls|root infection|rotavirus|ruptured|ruptured appendix|ruptured eardrum|ruptured disc|sarcoidosis|sarcoma|sacroiliitis|scar tissue|schizoaffective|sciatic|second degree burn|seborrheic dermatitis|selective mutism|separation anxiety|sepsis|septic shock|sexual dysfunction|shigella|shoulder dystocia|shoulder impingement|si joint|si joint dysfunction|sibo|sickle cell crisis|silent migraine|sinusitis|sjogren|sjogrens|skull fracture|sleep deprivation|sleep paralysis|slapped cheek|slow transit|smallpox|snapping hip|social anxiety|soft tissue injury|speech delay|spina bifida|spinal cord injury|spondylolisthesis|stage 1|stage 2|stage 3|stage 4|stage ii|stage iii|stage iv|stasis dermatitis|stemi|std|stillbirth|stillborn|stomach virus|strabismus|strangulated|stress reaction|stretch marks|subdural|substance abuse|substance use|suicidal|suicidal ideation|suicide attempt|sunstroke|superficial burn|svt|swimmers itch|swine flu|syncope|synovitis|
tapeworm|tbi|telogen effluvium|tendinopathy|tendinosis|tension headache|tension headaches|testicular cancer|thal trait|thalassemia|third degree burn|threatened abortion|threatened miscarriage|throat cancer|throat infection|throat ulcer|thrush nipples|thyroid cancer|thyroid nodule|thyroid storm|thyroiditis|tia|tics|tongue tie|tongue tied|tonsil stone|tourette|tourettes|toxic shock|traumatic brain injury|trichomoniasis|trigeminal neuralgia|tubal pregnancy|turf toe|type 1|type 1 diabetes|type 1 diabetic|type 2|type 2 diabetes|type 2 diabetic|typhoid|ulcerative colitis|umbilical hernia|undescended testicle|underweight|upper respiratory infection|uri|urticaria|uterine cancer|uterine prolapse|uveitis|vasovagal|vein sore|venous insufficiency|vestibular neuritis|viral infections|viral syndrome|vitreous detachment|vulvodynia|wax impaction|wet brain|white coat|white coat hypertension|whooping cough|wilms|yeast|yeast infections|zoster|sprained ankle|sprained wrist|pulled back|thrown out back|tweaked back|torn rotator cuff|torn labrum|torn ligament|torn hamstring|torn achilles|torn calf|slap tear|bucket handle tear|tennis leg|golfers elbow|mallet finger|boxers fracture|jones fracture|lisfranc|greenstick|compression fracture|pathologic fracture|compartment syndrome|crush injury|frostbite|hypothermia|snake bite|snakebite|dog bite|tick bite|spider bite|bee sting allergy|pressure injury|wound infection|surgical site infection|cellulitic"""


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


def between_bars(text):
    return {entry.strip() for entry in text.replace("\n", "").split("|")}


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
    return (kept - words_in_use() | spoken(SPOKEN_DRUGS, DRUG_PHRASES) | between_bars(MORE_DRUGS)) - NOT_DRUGS - TOO_LITTLE


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
    return (kept | spoken(SPOKEN_CONDITIONS, CONDITION_PHRASES) | between_bars(MORE_CONDITIONS)) - NOT_CONDITIONS - TOO_LITTLE


write("drug", "Medicines and what people call them", "MedlinePlus drug names; NHS medicines A to Z; everyday names written for Curbside", "public domain; Open Government Licence v3.0; MIT OR Apache-2.0", "exact", drugs())
write("condition", "Diseases, injuries and what people call them", "ICD-10-CM titles and inclusion terms (CDC/NCHS); everyday names written for Curbside", "public domain; MIT OR Apache-2.0", "exact", conditions())

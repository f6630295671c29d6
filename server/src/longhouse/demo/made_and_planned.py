"""What people in the demonstration have published about cooking, reading and meeting."""

from longhouse.demo.said import Answer, Page, Said, Talk

TALK: Talk = {
    "event": (
        Said("pavel", 38.3, "Repair café, Saturday from ten. Bring what is broken and somebody "
             "who misses it. We have three soldering irons and one Kofi.", None,
             (Answer("kofi", "Two and a half soldering irons."),
              Answer("greta", "Do you do umbrellas?", (
                  Answer("pavel", "We do anything that was once proud of itself."),))), 11),
        Said("dara", 30.6, "Concert in the tram depot, the last weekend of the month. Trams stay "
             "inside, so does the rain.", None,
             (Answer("mirela", "I will be there, two stops late."),), 12),
        Said("linnea", 26.4, "Sunday count at the harbour, seven in the morning, gloves. You do "
             "not need to know a duck from a drake, only to be quiet.", None,
             (Answer("esi", "I come off shift at six. I shall be very quiet."),), 7),
        Said("femi", 19.1, "Who runs the half with me? Slow group exists, it is me.", None,
             (Answer("rosa", "I will stand at kilometre 18 with cake."),
              Answer("zahra", "I will swim beside you in spirit.")), 9),
        Said("ingrid", 14.7, "House meeting on the first Monday. On the table: the boiler, the "
             "keys, the boiler again. Soup by @leila.", None,
             (Answer("bram", "I move that we take the boiler first."),
              Answer("ingrid", "Noted and refused.")), 10),
        Said("bram", 8.5, "Board game night: the long one with the trading. Bring a sandwich and "
             "a grudge.", None, (Answer("tomasz", "I have both, from last time."),), 8),
        Said("chiara", 4.4, "Sign painting for beginners, Wednesday evening. You will make one "
             "letter. It will be a good letter.", None, (), 9),
        Said("henrik", 0.8, "Tide is right on Thursday at six. Four places in the boat.", None,
             (Answer("zahra", "Mine!"), Answer("sven-ole", "I bring plums, if there are plums.")), 6),
    ),
    "recipe": (
        Said("tomasz", 42.0, "The sourdough that forgives. 500 g flour, 350 g water, 100 g "
             "starter, 10 g salt. Fold it when you pass by. Bake it when you remember. #bread",
             None, (Answer("rosa", "Seventy per cent hydration, twelve hours at nineteen degrees. "
                           "I measured. It forgives."),
                    Answer("greta", "What if I do not remember?", (
                        Answer("tomasz", "Then it is pizza."),))), 17),
        Said("leila", 35.7, "Page 31 of my grandmother's book says only: \"lentils, as always\". "
             "It took three phone calls. Write to me if you want the answer. #soup", None,
             (Answer("greta", "I came to this house for this sentence."),
              Answer("leila", "Red lentils, cumin at the end, lemon at the table.")), 18),
        Said("sven-ole", 28.9, "Eleven kilos of rhubarb. This is not a recipe, this is a plea.",
             None, (Answer("yuki", "Pickle it. Truly."),
                    Answer("rosa", "Leave four at my door and say nothing.")), 12),
        Said("rosa", 21.5, "Lemon cake as a titration: add syrup drop by drop until nobody speaks.",
             None, (Answer("pavel", "I was there. Nobody spoke."),), 13),
        Said("yuki", 16.6, "Cold-brewed sencha: ten grams, one litre, one night, no hurry. #tea",
             None, (), 8),
        Said("matteo", 10.3, "My mother's ribollita, which must be cooked twice and praised three "
             "times.", Page("https://en.wikipedia.org/wiki/Ribollita", "recipe", "Wikipedia",
             "Ribollita", "Tuscan soup of bread, beans and vegetables, cooked again the next day."),
             (Answer("leila", "Once here already."),), 9),
        Said("esi", 6.8, "Jollof for after a night shift. It needs one pot and no decisions.", None,
             (Answer("femi", "I have decisions. We should talk about the rice."),), 14),
        Said("greta", 1.9, "I made the lentils. I understand now.", None,
             (Answer("leila", "Welcome."),), 19),
    ),
    "book": (
        Said(
            "rosa",
            29.9,
            "Marked forty lab reports, then read one chapter of anything else. Bliss.",
            None,
            (Answer("mirela", "Which chapter? Where do you get off?"),),
            7,
        ),
        Said(
            "kofi",
            17.7,
            "A history of the valve amplifier with fold-out diagrams. I have folded out all of "
            "them and cannot get them back in.",
            None,
            (Answer("pavel", "Bring it on Saturday."),),
            9,
        ),
        Said("mirela", 37.4, "Missed my stop twice for this, in both directions.",
             Page(
                "https://www.gutenberg.org/ebooks/2701", "book", "Project Gutenberg", "Moby Dick; Or, The Whale",
                "Novel by Herman Melville, 1851.",
            ),
             (Answer("henrik", "He is wrong about the ropes and right about everything else."),), 10),
        Said("nadia", 32.2, "Poetry evening asks for one poem each, not your own. Mine is short, "
             "so that I can listen.", None, (), 7),
        Said("mirela", 23.6, "Reading group: we settle on the one in which everybody walks and "
             "nobody says what they mean.",
             Page(
                "https://www.gutenberg.org/ebooks/1342", "book", "Project Gutenberg", "Pride and Prejudice",
                "Novel by Jane Austen, 1813.",
            ),
             (Answer("jonas_b", "The walking is what I come for."),
              Answer("amara", "Mr Collins votes: who reads him aloud? @bram?", (
                  Answer("bram", "I shall need a waistcoat."),))), 11),
        Said("oskar", 20.0, "A life told from the end. You know on page one that she is fine, and "
             "then you worry for four hundred.", None, (), 5),
        Said("tomasz", 13.3, "Somebody left a manual for a 1962 bicycle hub on the shelf in the "
             "hall. It is the love story of the year.", None,
             (Answer("kofi", "Does it end well?", (
                 Answer("tomasz", "In a lock ring."),)),), 9),
        Said("zahra", 9.1, "A beginner's book on knots that begins with \"forgive yourself\".",
             None, (Answer("henrik", "Page two should say: do it again."),), 8),
        Said("mirela", 2.2, "The shelf in the hall is full. Take two, bring one.", None,
             (Answer("petra", "I will photograph the shelf's door."),), 6),
    ),
    "general": (
        Said(
            "henrik",
            18.4,
            "The barometer in the hall is right. It is the weather that is late.",
            None,
            (Answer("sven-ole", "My back agrees with the barometer."),),
            13,
        ),
        Said("ingrid", 43.1, "The spare keys hang where they always hung. If you took number 9 by "
             "mistake, you know who you are, and so do I.", None,
             (Answer("bram", "Found in my coat. In my defence, it is a nice key."),), 12),
        Said("amara", 35.0, "New neighbours on the second floor, two children, one tuba. Be kind, "
             "be early.", None, (Answer("matteo", "A tuba!"),), 10),
        Said("amara", 12.6, "Between us: the tuba is getting better. Supper at ours on Friday, bring "
             "a chair.", audience="friends"),
        Said("henrik", 9.2, "Rehearsals move to Wednesdays from next month. You hear it first.",
             audience="followers"),
        Said("henrik", 6.3, "To myself: oil the hall clock, return the ladder, thank Pavel.",
             audience="private"),
        Said("pavel", 28.1, "The washing machine in the cellar is mended. It wants forty degrees "
             "and your patience.", None, (Answer("esi", "You are a saint of small parts."),), 13),
        Said("bram", 22.9, "Does the house have a rule about rules?", None,
             (Answer("ingrid", "Yes.", (Answer("bram", "May I read it?", (
                 Answer("ingrid", "No."),)),)),), 14),
        Said("yuki", 16.0, "There is a kettle in the common kitchen that nobody claims. I have "
             "begun to talk to it.", None, (Answer("kofi", "It is mine. Do not stop."),), 15),
        Said("jonas_b", 10.9, "Drew a map of every bench within an hour's walk, marked by what one "
             "can hear from it. Copies in the hall.", None,
             (Answer("linnea", "Bench 14 has a nightingale after nine."),), 16),
        Said("greta", 8.6, "Hello, I am Greta. I came for the soup recipe, and I seem to be "
             "staying.", None,
             (Answer("leila", "Page 31. We should talk."),
              Answer("ingrid", "Welcome. Key number 9 is free again."),
              Answer("tomasz", "Do you like bread?")), 20),
        Said("femi", 5.0, "Whoever oils the gate: thank you. I noticed at six in the morning and "
             "it made the run.", None, (Answer("sven-ole", "You are welcome."),), 11),
        Said("ingrid", 0.3, "Boiler: working. I am told to write this down so that it counts.",
             None, (Answer("bram", "Motion carried."),), 17),
    ),
}  # fmt: skip

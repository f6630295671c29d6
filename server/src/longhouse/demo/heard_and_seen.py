"""What people in the demonstration have published about music, pictures and films."""

from longhouse.demo.said import Answer, Page, Photo, Said, Talk

TALK: Talk = {
    "music": (
        Said(
            "kofi", 40.2,
            "Found the first pressing at the flea market, sleeve chewed by a dog, vinyl perfect. "
            "Side two is still the best twenty minutes of #jazz I own.",
            Page(
                "https://en.wikipedia.org/wiki/A_Love_Supreme", "music", "Wikipedia", "A Love Supreme",
                "Studio album by John Coltrane, recorded in one session in December 1964.",
            ),
            (
                Answer("jonas_b", "The dog had taste.", (
                    Answer("kofi", "The dog had the first three letters of Coltrane."),
                )),
                Answer("amara", "Bring it on Friday, we have the good speakers until ten."),
            ), 9,
        ),
        Said("amara", 36.6, "Choir on Tuesday starts half an hour EARLIER, the school needs the "
             "hall. We do the Rheinberger and nobody hides behind the pillar. @linnea we need you.",
             None, (Answer("linnea", "There is nothing behind that pillar but draught. Coming."),
                    Answer("matteo", "I can bring the small accordion for the pitch."),), 6),
        Said("jonas_b", 33.1, "A playlist for walking north: three hours, no singing until the "
             "tree line. #walking", None,
             (Answer("henrik", "What happens at the tree line?", (
                 Answer("jonas_b", "Somebody sings."),)),), 5),
        Said("matteo", 27.8, "The Paolo Soprani is alive again. Sixty reeds, eleven of them with "
             "opinions. Video when the neighbours are out.", None,
             (Answer("pavel", "You said forty reeds."),
              Answer("chiara", "Can it play in the window of the shop on Saturday?")), 11),
        Said("nadia", 22.3, "Something for four in the morning, @esi. Put it on when the ward is "
             "quiet.", Page(
                "https://en.wikipedia.org/wiki/Spiegel_im_Spiegel", "music", "Wikipedia", "Spiegel im Spiegel",
                "Composition by Arvo Pärt for piano and violin, written in 1978.",
            ),
             (Answer("esi", "It was quiet for all of nine minutes. Exactly long enough."),), 12),
        Said("dara", 15.4, "I have the old swimming pool for one night in autumn. Six seconds of "
             "reverb. What would you want to hear in it?", None,
             (Answer("amara", "Us. Obviously us."),
              Answer("kofi", "One trombone."),
              Answer("zahra", "I would like to hear somebody explain the exits first.", (
                  Answer("dara", "There are four and they are all shallow ends."),))), 14),
        Said("greta", 6.2, "Does anyone else use the harbour foghorn as a metronome?", None,
             (Answer("henrik", "It is a B flat. You are welcome."),), 8),
        Said("oskar", 2.7, "Best soundtrack of the year and it is mostly people breathing.", None,
             (), 4),
    ),
    "photo": (
        Said(
            "matteo",
            20.6,
            "The inside of an accordion is a small cathedral with bad plumbing.",
            None,
            (Answer("petra", "It has a door. I counted it."),),
            12,
            photo=Photo(
                "accordion",
                "Inside an accordion: rows of brass reeds lead like columns to a lit arch.",
            ),
        ),
        Said("petra", 41.5, "Door 212. Blue over green over what I believe is a whole other door.",
             None, (Answer("chiara", "The lettering above it is from 1931, I would bet the shop."),
                    Answer("bram", "Is there a Door 1?", (
                        Answer("petra", "Door 1 is my own. It is grey. I do not discuss it."),))),
             10, photo=Photo("blue door", "A tall blue double door under a fanlight. Where the "
                             "paint has come off it is green, and red below that.")),
        Said("linnea", 34.9, "Harbour count: 41 eiders, 6 goldeneyes, one cormorant drying its "
             "wings as if it were posing. #birds", None,
             (Answer("yuki", "It was posing."),), 9,
             photo=Photo("harbour", "A grey harbour with ducks; on a post a cormorant holds its "
                         "wings open to dry.")),
        Said("zahra", 29.2, "First time I took the tiller. The photo is crooked because so was "
             "the boat.", None, (Answer("henrik", "The boat was right. You hold the sheet like a "
                                        "leash. Come on Thursday."),), 13,
             photo=Photo("tiller", "A hand on the tiller of a small sailing boat. The horizon "
                         "slopes.")),
        Said("sven-ole", 24.0, "The crooked plum tree is in blossom. I propped it up in March and "
             "it has since leaned the other way. #garden", None,
             (Answer("rosa", "I want it on record that I will need four kilos."),), 12,
             photo=Photo("plum tree", "A plum tree in pink blossom leans to the left, against a "
                         "wooden prop.")),
        Said("petra", 17.3, "A call for doors: the calendar has room for three more. Yours may "
             "be peeling, it may not be new.", None, (), 5,
             photo=Photo("nine doors", "Nine front doors in three rows, each of another colour.")),
        Said("chiara", 11.6, "Finished the sign for the repair café. The R took two days.", None,
             (Answer("pavel", "It is the best thing on the street and the toaster knows it."),), 15,
             photo=Photo("sign", "A dark green hanging sign with a golden R and a toaster with two "
                         "slices.")),
        Said("esi", 7.9, "Sun coming up over the hospital car park. Nobody has ever looked at it "
             "but us.", None, (Answer("nadia", "May I steal this for the first line of something?"),),
             16, photo=Photo("car park", "The sun rises behind a car park. In the hospital beside "
                             "it some windows are still lit.")),
        Said("linnea", 1.4, "Two swans and an argument.", None, (), 6,
             photo=Photo("swans", "Two swans on dark water, beak against beak.")),
    ),
    "movie": (
        Said(
            "henrik",
            36.2,
            "They never get the ropes right. Otherwise, good storm.",
            None,
            (Answer("zahra", "You said that about the bathtub scene as well."),),
            8,
        ),
        Said("oskar", 39.0, "Friday: twelve people, one room, no way out. We start at eight sharp "
             "because the ending deserves you awake.",
             Page(
                "https://en.wikipedia.org/wiki/12_Angry_Men_(1957_film)", "movie", "Wikipedia", "12 Angry Men",
                "Courtroom drama directed by Sidney Lumet, released in 1957.",
            ),
             (Answer("amara", "I am bringing a fan, for atmosphere."),
              Answer("bram", "I would have convicted everyone for the first forty minutes.")), 9),
        Said("yuki", 31.7, "For the children's afternoon, and for me.",
             Page(
                "https://en.wikipedia.org/wiki/My_Neighbor_Totoro", "movie", "Wikipedia", "My Neighbor Totoro",
                "Animated fantasy film by Hayao Miyazaki and Studio Ghibli, 1988.",
            ),
             (Answer("rosa", "The bus! Nobody tell my class that I cry at the bus."),), 13),
        Said("nadia", 25.9, "Nothing happens and then it is over and you have been in love. "
             "#cinema", Page(
                "https://en.wikipedia.org/wiki/In_the_Mood_for_Love", "movie", "Wikipedia", "In the Mood for Love",
                "Romantic drama directed by Wong Kar-wai, released in 2000.",
            ), (), 8),
        Said("amara", 18.8, "Vote for next Friday: silent with live accordion, or loud with none?",
             None, (Answer("matteo", "I am not biased."),
                    Answer("oskar", "Silent. @matteo you have a week."),
                    Answer("femi", "Loud. Sorry, Matteo.")), 7),
        Said("femi", 12.2, "A film about running that is not about winning. I did not know that "
             "they were allowed to make those.", None, (), 5),
        Said("oskar", 5.5, "We have the projector until the end of the month. Documentaries only, "
             "I am abusing my position.", None,
             (Answer("esi", "Something without hospitals, please."),), 6),
        Said("bram", 3.1, "Watched the three-hour one. There is a good ninety-minute film in the "
             "middle, guarded by the rest.", None, (), 4),
    ),
}  # fmt: skip

"""The interests that are offered, in their categories.

An id is kept in profiles and never changes its meaning; a label may be worded better.
"""

from collections.abc import Mapping, Sequence

from longhouse.features.profiles.policy import german

_OFFERED: Mapping[str, tuple[str, ...]] = {
    "Music": (
        "Jazz", "Classical music", "Folk music", "Electronic music", "Hip-hop", "Rock", "Metal",
        "Singing", "Choir", "Guitar", "Piano", "Drumming", "Vinyl records", "Songwriting",
    ),
    "Art and craft": (
        "Drawing", "Painting", "Photography", "Pottery", "Knitting", "Sewing", "Woodworking",
        "Calligraphy", "Printmaking", "Jewellery making", "Architecture", "Museums", "Graphic design",
    ),
    "Words and stories": (
        "Reading", "Poetry", "Creative writing", "Science fiction", "Fantasy", "Crime novels",
        "Comics", "History books", "Book clubs", "Storytelling", "Journaling", "Translation",
    ),
    "Film and stage": (
        "Documentaries", "Classic films", "Animation", "Horror films", "TV series", "Theatre",
        "Improvised theatre", "Dance", "Ballet", "Comedy", "Filmmaking", "Podcasts",
    ),
    "Food and drink": (
        "Cooking", "Baking", "Sourdough", "Vegan food", "Barbecue", "Fermenting", "Coffee", "Tea",
        "Wine", "Home brewing", "Cheese making", "Street food",
    ),
    "Outdoors": (
        "Hiking", "Camping", "Climbing", "Cycling", "Bird watching", "Fishing", "Foraging",
        "Sailing", "Kayaking", "Skiing", "Stargazing", "Wild swimming", "Bushcraft",
    ),
    "Sport and movement": (
        "Running", "Yoga", "Football", "Basketball", "Tennis", "Swimming", "Martial arts",
        "Strength training", "Skateboarding", "Horse riding", "Table tennis", "Pilates",
    ),
    "Games": (
        "Board games", "Role-playing games", "Video games", "Chess", "Card games", "Puzzles",
        "Retro games", "Miniatures", "Escape rooms", "Quizzes", "Speedrunning",
    ),
    "Making and technology": (
        "Programming", "Electronics", "3D printing", "Open source", "Amateur radio", "Robotics",
        "Repairing things", "Home automation", "Web design", "Privacy", "Artificial intelligence",
        "Model railways", "Cars and motorcycles",
    ),
    "Home and garden": (
        "Gardening", "House plants", "Beekeeping", "Interior design", "Do it yourself", "Cats",
        "Dogs", "Aquariums", "Chickens", "Minimalism", "Composting",
    ),
    "Mind and learning": (
        "Languages", "Philosophy", "History", "Astronomy", "Biology", "Mathematics", "Psychology",
        "Meditation", "Economics", "Geography", "Genealogy", "Maps", "Archaeology",
    ),
    "Community": (
        "Volunteering", "Parenting", "Local history", "Sustainability", "Politics", "Travel",
        "Neighbourhood", "Festivals", "Public transport", "Human rights", "Mentoring",
        "Civic technology",
    ),
}  # fmt: skip


def _id_of(label: str) -> str:
    return label.lower().replace(" ", "-")


CATEGORIES: Mapping[str, tuple[str, str]] = {
    _id_of(label): (label, category) for category, labels in _OFFERED.items() for label in labels
}
"""By id: the label and its category."""

TRANSLATIONS: Sequence[Mapping[str, str]] = (german.INTERESTS,)
"""By id: the label, in each language besides."""

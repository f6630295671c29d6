-- Words are found through the documents of search; nobody reads these indexes any more, and every
-- post, comment and link had to keep them.

DROP INDEX posts.post_content_words;
DROP INDEX responses.comment_content_words;
DROP INDEX posts.link_metadata;

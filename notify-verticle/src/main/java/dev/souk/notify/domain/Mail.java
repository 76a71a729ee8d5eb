package dev.souk.notify.domain;

/**
 * A mail as its reader sees it, twice: as plain text and as HTML.
 *
 * @param subject one line
 */
public record Mail(String subject, String text, String html) {

    @Override
    public String toString() {
        return "Mail[***]";
    }
}

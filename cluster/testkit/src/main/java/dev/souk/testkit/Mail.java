package dev.souk.testkit;

import java.util.Map;

/**
 * A mail as its reader sees it.
 *
 * @param to the recipient that the envelope named
 * @param text the plain text; empty where there is none
 * @param html the HTML; empty where there is none
 * @param headers by name as written, decoded; of a repeated one the first
 */
public record Mail(
        String to, String subject, String text, String html, Map<String, String> headers) {

    public Mail {
        headers = Map.copyOf(headers);
    }
}

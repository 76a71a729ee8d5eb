package dev.souk.acceptance.stack;

import com.fasterxml.jackson.databind.JsonNode;

import java.net.http.HttpHeaders;

/** What the gateway answered; {@code body} is a missing node where it was empty or no JSON. */
public record Reply(int status, HttpHeaders headers, JsonNode body, String text) {

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public String string(String pointer) {
        return body.at(pointer).asText();
    }
}

package dev.souk.cluster.web;

import com.fasterxml.jackson.databind.JsonNode;

import dev.souk.contract.ServiceFailure.Violation;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds text that no database stores and no answer could repeat: U+0000 and halves of surrogate
 * pairs.
 */
final class PlainText {

    private PlainText() {}

    static List<Violation> violations(JsonNode value) {
        var found = new ArrayList<Violation>();
        gather(value, "", found);
        return found;
    }

    static boolean isStorable(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0 || (Character.isSurrogate(c) && !isPair(text, i))) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
            }
        }
        return true;
    }

    private static boolean isPair(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
    }

    private static void gather(JsonNode value, String pointer, List<Violation> found) {
        if (value.isTextual() && !isStorable(value.textValue())) {
            found.add(new Violation(pointer, "text", "The text holds a character that is none"));
        } else if (value.isObject()) {
            value.properties()
                    .forEach(
                            field ->
                                    gather(
                                            field.getValue(),
                                            pointer + "/" + field.getKey(),
                                            found));
        } else if (value.isArray()) {
            for (var i = 0; i < value.size(); i++) {
                gather(value.get(i), pointer + "/" + i, found);
            }
        }
    }
}

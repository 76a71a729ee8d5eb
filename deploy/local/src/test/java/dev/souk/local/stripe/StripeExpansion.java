package dev.souk.local.stripe;

import dev.souk.local.stripe.StripeWorld.Reply;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an answer leaves out: another object is only named in it, unless the request expands it. */
final class StripeExpansion {

    private static final Set<String> EXPANDABLE =
            Set.of("payment_method", "payment_intent", "source");

    private final List<String> wanted;

    private StripeExpansion(List<String> wanted) {
        this.wanted = wanted;
    }

    /** The answer to a request that expands these paths, as {@code data.source.payment_intent}. */
    static Reply apply(List<String> wanted, Reply reply) {
        if (reply.body().containsKey("error")) {
            return reply;
        }
        return new Reply(reply.status(), new StripeExpansion(wanted).object("", reply.body()));
    }

    private Map<String, Object> object(String path, Map<?, ?> whole) {
        var object = new HashMap<String, Object>();
        whole.forEach((name, value) -> object.put(String.valueOf(name), at(path, name, value)));
        return object;
    }

    private Object at(String path, Object name, Object value) {
        var here = path.isEmpty() ? String.valueOf(name) : path + "." + name;
        return switch (value) {
            case Map<?, ?> other when EXPANDABLE.contains(name) && !isWanted(here) ->
                    String.valueOf(other.get("id"));
            case Map<?, ?> part -> object(here, part);
            case List<?> parts ->
                    parts.stream().map(part -> object(here, (Map<?, ?>) part)).toList();
            default -> value;
        };
    }

    private boolean isWanted(String path) {
        return wanted.stream().anyMatch(each -> each.equals(path) || each.startsWith(path + "."));
    }
}

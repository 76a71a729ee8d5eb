package dev.souk.contract;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The only failure that crosses a process: a {@link Reason}, a stable code and a sentence for the
 * caller. It carries no stack trace; a defect is logged where it happens, and leaves as {@link
 * Reason#INTERNAL} without its text.
 */
public final class ServiceFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String code;
    private final transient Map<String, Object> extensions;
    private final transient List<Violation> violations;
    private final @Nullable Duration retryAfter;

    /**
     * One thing that is wrong with a request.
     *
     * @param pointer a JSON Pointer (RFC 6901) into the body, or the parameter's name
     * @param code the broken rule, kebab-case
     * @param detail a sentence for a person
     */
    public record Violation(String pointer, String code, String detail) {}

    private ServiceFailure(
            Reason reason,
            String code,
            String detail,
            Map<String, Object> extensions,
            List<Violation> violations,
            @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.reason = reason;
        this.code = code;
        // Not Map.copyOf, whose order differs from process to process.
        this.extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    /** A failure with the reason's own code. */
    public static ServiceFailure of(Reason reason, String detail) {
        return of(reason, reason.code(), detail);
    }

    /** A failure with a narrower code, as in {@code email-taken}. */
    public static ServiceFailure of(Reason reason, String code, String detail) {
        return new ServiceFailure(reason, code, detail, Map.of(), List.of(), null);
    }

    /** A request that breaks its schema. */
    public static ServiceFailure invalid(String code, List<Violation> violations) {
        var first = violations.isEmpty() ? "The request is not valid" : violations.get(0).detail();
        return new ServiceFailure(Reason.INVALID, code, first, Map.of(), violations, null);
    }

    /** The thing is not there, or not the caller's: the answer is the same. */
    public static ServiceFailure notFound(String what) {
        return of(Reason.NOT_FOUND, "There is no such " + what);
    }

    /** Something that the answer needs is away, for about the given time. */
    public static ServiceFailure unavailable(String detail, Duration retryAfter) {
        return of(Reason.UNAVAILABLE, detail).retryAfter(retryAfter);
    }

    /** The same failure with an extension member of the problem document. */
    public ServiceFailure with(String name, Object value) {
        var more = new LinkedHashMap<>(extensions);
        more.put(name, value);
        return new ServiceFailure(reason, code, detail(), more, violations, retryAfter);
    }

    /** The same failure with a hint when to come again. */
    public ServiceFailure retryAfter(Duration wait) {
        return new ServiceFailure(reason, code, detail(), extensions, violations, wait);
    }

    /** The same failure with the list of what is wrong. */
    public ServiceFailure because(List<Violation> wrong) {
        return new ServiceFailure(reason, code, detail(), extensions, wrong, retryAfter);
    }

    public Reason reason() {
        return reason;
    }

    /** The stable, kebab-case code that clients switch on. */
    public String code() {
        return code;
    }

    /** A sentence for a person; never a class name, SQL or a stack trace. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** The extension members, in the order in which they were added. */
    public Map<String, Object> extensions() {
        return extensions;
    }

    public List<Violation> violations() {
        return violations;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}

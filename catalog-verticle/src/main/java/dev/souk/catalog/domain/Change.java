package dev.souk.catalog.domain;

import org.jspecify.annotations.Nullable;

/** What a patch says about one field (RFC 7396): nothing, that it goes, or what it becomes. */
public sealed interface Change<T> {

    /** The field stays. */
    record Keep<T>() implements Change<T> {}

    /** The field goes. */
    record Clear<T>() implements Change<T> {}

    /** The field becomes the value. */
    record Set<T>(T value) implements Change<T> {}

    /** The field after the change; null where it is cleared. */
    default @Nullable T apply(@Nullable T current) {
        return switch (this) {
            case Keep<T>() -> current;
            case Clear<T>() -> null;
            case Set<T>(T value) -> value;
        };
    }

    /** The field after the change, or the given value where it is cleared. */
    default T apply(T current, T cleared) {
        return switch (this) {
            case Keep<T>() -> current;
            case Clear<T>() -> cleared;
            case Set<T>(T value) -> value;
        };
    }
}

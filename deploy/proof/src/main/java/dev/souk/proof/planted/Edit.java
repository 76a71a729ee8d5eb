package dev.souk.proof.planted;

/**
 * A place in a source file that a bug changes.
 *
 * @param file from the project's folder
 * @param before what stands there, once
 * @param after what the bug has there instead
 */
record Edit(String file, String before, String after) {

    /** The source with the bug. */
    String apply(String source) {
        var at = source.indexOf(before);
        if (at < 0 || source.indexOf(before, at + 1) >= 0) {
            throw new IllegalStateException(
                    "%s in %s; the bug has to be planted anew:%n%s"
                            .formatted(at < 0 ? "not" : "several times", file, before));
        }
        return source.substring(0, at) + after + source.substring(at + before.length());
    }
}

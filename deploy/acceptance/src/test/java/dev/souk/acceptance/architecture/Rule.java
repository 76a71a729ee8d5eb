package dev.souk.acceptance.architecture;

import com.tngtech.archunit.lang.ArchRule;

/**
 * One house rule.
 *
 * @param name what it says, as a test's name
 * @param rule its machine-readable form
 */
record Rule(String name, ArchRule rule) {

    @Override
    public String toString() {
        return name;
    }
}

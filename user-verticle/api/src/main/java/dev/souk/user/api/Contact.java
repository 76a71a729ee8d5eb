package dev.souk.user.api;

/**
 * How to reach a user. Personal data: to be used at once, and neither stored longer than the
 * message needs nor logged.
 *
 * @param email the address that mail goes to
 * @param name how to address the person
 * @param locale a BCP 47 language tag, as in {@code en} or {@code de-AT}
 */
public record Contact(String email, String name, String locale) {

    @Override
    public String toString() {
        return "Contact[***]";
    }
}

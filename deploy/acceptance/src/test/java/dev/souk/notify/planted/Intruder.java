package dev.souk.notify.planted;

import dev.souk.user.UserMain;

/** Sees the inside of another service. */
final class Intruder {

    private Intruder() {}

    static Class<?> reach() {
        return UserMain.class;
    }
}

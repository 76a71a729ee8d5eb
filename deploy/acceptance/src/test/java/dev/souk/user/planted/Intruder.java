package dev.souk.user.planted;

import dev.souk.order.OrderMain;

/** Sees the inside of another service. */
final class Intruder {

    private Intruder() {}

    static Class<?> reach() {
        return OrderMain.class;
    }
}

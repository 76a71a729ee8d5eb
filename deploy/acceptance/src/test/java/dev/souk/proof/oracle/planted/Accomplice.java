package dev.souk.proof.oracle.planted;

import dev.souk.contract.Money;

import java.net.URI;

/** Judges by what the services themselves think of money, and looks elsewhere than in evidence. */
final class Accomplice {

    private Accomplice() {}

    static Money share() {
        return new Money(URI.create("http://127.0.0.1").getPort(), "EUR");
    }
}

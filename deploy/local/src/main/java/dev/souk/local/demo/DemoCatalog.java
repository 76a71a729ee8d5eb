package dev.souk.local.demo;

import dev.souk.local.shop.Parts;

/** The demo catalog, loaded through the public API. */
public final class DemoCatalog {

    private final Parts parts;

    public DemoCatalog(Parts parts) {
        this.parts = parts;
    }

    /** Loads what is missing. */
    public void load() {
        parts.progress().say("no demo catalog yet");
    }
}

package dev.souk.cluster.events;

/** The body of the events that these tests send. */
record Note(String text) {}

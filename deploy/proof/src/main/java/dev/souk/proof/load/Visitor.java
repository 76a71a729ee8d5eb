package dev.souk.proof.load;

/** Somebody who comes, does what they do until the shop closes, and goes. */
interface Visitor {

    /** Gets an account, where one is needed; goes on trying. */
    default void arrive() throws InterruptedException {}

    void visit() throws InterruptedException;
}

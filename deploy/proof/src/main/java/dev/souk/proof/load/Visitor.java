package dev.souk.proof.load;

/** Somebody who comes, does what they do until the shop closes, and goes. */
interface Visitor {

    void visit() throws InterruptedException;
}

package dev.souk.cluster.events;

final class PollingRelayIT extends RelayContract {

    PollingRelayIT() {
        super(RelayMode.POLL);
    }
}

package dev.souk.cluster.node;

import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Listens to SIGTERM and SIGINT. A shutdown hook would not do: it hears only of the first, and the
 * process would end with the signal's status. The JDK's class for it is not part of its public
 * interface, so it is looked up by name.
 */
final class Signals {

    private static final List<String> ENDING = List.of("TERM", "INT");

    private Signals() {}

    /** Runs the listener for each such signal, on a thread of the JVM. */
    static void onEnd(Runnable listener) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var proxy =
                    Proxy.newProxyInstance(
                            handler.getClassLoader(),
                            new Class<?>[] {handler},
                            (self, method, arguments) -> {
                                if (method.getName().equals("handle")) {
                                    listener.run();
                                }
                                return null;
                            });
            var handle = signal.getMethod("handle", signal, handler);
            for (var name : ENDING) {
                var _ =
                        handle.invoke(
                                null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM has no signals", e);
        }
    }
}

package dev.souk.local.shop;

import dev.souk.local.process.ProcessRecord;

import java.io.IOException;
import java.io.PrintStream;

/** What a person needs to know of a shop that runs. */
public final class Welcome {

    private Welcome() {}

    public static void print(Parts parts, PrintStream out) throws IOException {
        var doors =
                parts.stack().records().nodes().stream()
                        .filter(parts.stack().records()::isAlive)
                        .map(ProcessRecord::url)
                        .filter(url -> !url.isEmpty())
                        .toList();
        out.println();
        for (var door : doors) {
            out.printf("  shop     %s   (try it: %s/docs)%n", door, door);
        }
        out.printf(
                "  admin    %s  %s   (%s)%n",
                parts.credentials().email(),
                parts.credentials().password(),
                parts.folder().credentials());
        out.printf("  data     %s%n", parts.folder().root());
        out.println("  look     deploy/souk status | logs NODE | inbox");
        out.println("  break    deploy/souk kill order-1 | add order | remove order-1 | down");
    }
}

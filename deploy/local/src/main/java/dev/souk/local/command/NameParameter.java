package dev.souk.local.command;

import dev.souk.local.process.ProcessRecord;
import dev.souk.local.process.Stack;
import dev.souk.local.progress.Refused;

import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.stream.Collectors;

/** The name of a node or a server, a parameter of several commands. */
final class NameParameter {

    @Parameters(
            paramLabel = "NAME",
            description = "a node, as in order-1; or postgres, redis, kafka, mail, payments")
    private String name = "";

    /** The record of that name; refused where there is none. */
    ProcessRecord find(Stack stack) throws IOException {
        var record = stack.records().find(name);
        if (record.isEmpty()) {
            var names =
                    stack.records().all().stream()
                            .map(ProcessRecord::name)
                            .collect(Collectors.joining(", "));
            throw new Refused(
                    "there is no "
                            + name
                            + (names.isEmpty() ? "; nothing runs" : "; there are " + names));
        }
        return record.get();
    }

    /** The same, of nodes only. */
    ProcessRecord findNode(Stack stack) throws IOException {
        var record = find(stack);
        if (record.kind() != ProcessRecord.Kind.NODE) {
            throw new Refused(name + " is a server; `stop` and `kill` end it");
        }
        return record;
    }
}

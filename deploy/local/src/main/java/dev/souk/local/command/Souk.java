package dev.souk.local.command;

import dev.souk.local.progress.Refused;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code deploy/souk} command. */
@Command(
        name = "deploy/souk",
        description =
                "Runs a whole shop on this machine: real servers, and the services as a cluster of"
                        + " nodes.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Up.class,
            Status.class,
            Add.class,
            Remove.class,
            Kill.class,
            Stop.class,
            Start.class,
            Logs.class,
            ShowInbox.class,
            Down.class,
            Prove.class
        })
public final class Souk {

    private static final int FAILED = 1;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Souk())
                .setUsageHelpWidth(110)
                .setExecutionExceptionHandler(
                        (failure, line, parsed) -> {
                            if (failure instanceof Refused) {
                                line.getErr().println("souk: " + failure.getMessage());
                            } else {
                                line.getErr().println("souk: " + failure);
                                failure.printStackTrace(line.getErr());
                            }
                            return FAILED;
                        });
    }
}

package dev.souk.proof.command;

import picocli.CommandLine;

/** What {@code deploy/souk prove} starts. */
public final class ProveMain {

    private static final int UNJUDGED = 2;

    private ProveMain() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Prove())
                .setUsageHelpWidth(110)
                .setExecutionExceptionHandler(
                        (failure, line, _) -> {
                            line.getErr().println("souk: " + failure);
                            failure.printStackTrace(line.getErr());
                            return UNJUDGED;
                        });
    }
}

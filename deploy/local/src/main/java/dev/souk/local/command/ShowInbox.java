package dev.souk.local.command;

import dev.souk.local.folder.JsonFile;
import dev.souk.testkit.Inbox;
import dev.souk.testkit.Mail;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.concurrent.Callable;

/** Shows the mails that the shop has sent. */
@Command(
        name = "inbox",
        mixinStandardHelpOptions = true,
        description = "Shows the mails that the shop has sent, oldest first.")
final class ShowInbox implements Callable<Integer> {

    @Mixin private FolderOption folder = new FolderOption();

    @Option(names = "--to", paramLabel = "ADDRESS", description = "Only those to this address.")
    private @Nullable String to;

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var inbox = new Inbox(folder.folder().servers().resolve("mail"));
        var mails = to == null ? inbox.mails() : inbox.mailsTo(to);
        if (json) {
            System.out.println(JsonFile.text(mails));
        } else if (mails.isEmpty()) {
            System.out.println("no mail");
        } else {
            mails.forEach(ShowInbox::print);
        }
        return 0;
    }

    private static void print(Mail mail) {
        System.out.printf(
                "To: %s%nSubject: %s%n%n%s%n%n", mail.to(), mail.subject(), mail.text().strip());
    }
}

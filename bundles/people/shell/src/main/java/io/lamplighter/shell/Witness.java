package io.lamplighter.shell;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.FactType;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.UnitOfWork;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the journal who has used which command of the machine's shell. Arguments stay out: they
 * may be secrets, and the journal is for ever. The platform's own commands write what they do
 * themselves.
 */
@Component(service = CommandSessionListener.class)
public final class Witness implements CommandSessionListener {
  private static final Logger LOG = LoggerFactory.getLogger(Witness.class);
  private static final String UNIT = "(schema=journal)";

  @FactType(
      value = "shell-command.used",
      says = "A command other than lamp: was used in the machine's shell.")
  record Used(List<String> commands) {}

  private final BundleContext context;
  private final Scripts scripts;

  @Activate
  public Witness(BundleContext context) {
    this.context = context;
    this.scripts = Scripts.of(context.getProperty("karaf.etc"));
  }

  @Override
  public void beforeExecute(CommandSession session, CharSequence line) {
    Login login = Login.current();
    List<String> commands = Spoken.commands(line);
    if (login == null || commands.isEmpty() || scripts.contain(line)) {
      return;
    }
    Fact fact = Fact.of(new Used(commands), login.actor(), "", login.actor());
    try {
      if (!write(fact)) {
        LOG.warn("Not in the journal, which is away: {} uses {}", login.actor(), commands);
      }
    } catch (RuntimeException e) {
      LOG.warn("Not in the journal ({}): {} uses {}", e, login.actor(), commands);
    }
  }

  /** Nothing else is written, so the journal's own transaction will do. */
  private boolean write(Fact fact) {
    return Services.with(
            context,
            Journal.class,
            journal ->
                Services.with(
                        context,
                        UnitOfWork.class,
                        UNIT,
                        work -> {
                          work.run(transaction -> journal.append(transaction, "shell", fact));
                          return Boolean.TRUE;
                        })
                    .isPresent())
        .orElse(false);
  }

  @Override
  public void afterExecute(CommandSession session, CharSequence line, Exception failure) {
    // told before
  }

  @Override
  public void afterExecute(CommandSession session, CharSequence line, Object result) {
    // told before
  }
}

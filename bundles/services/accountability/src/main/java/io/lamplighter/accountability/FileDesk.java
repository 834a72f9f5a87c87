package io.lamplighter.accountability;

import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.journal.Seals;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.security.Users;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.data.DataFolder;
import io.lamplighter.kit.neighbour.Neighbour;
import io.lamplighter.kit.neighbour.Neighbours;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * What the parts of this bundle stand on. It holds nobody: whoever is replaced is waited for when
 * he is asked.
 */
@Component(service = FileDesk.class)
public final class FileDesk {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Neighbours neighbours;
  private final Neighbour<Organisation> organisation;
  private final Libraries libraries;
  private final Tools tools;

  @Activate
  public FileDesk(BundleContext context) {
    neighbours = new Neighbours(context);
    organisation = neighbours.of(Organisation.class);
    libraries = new Libraries(DataFolder.of(context).own(Tools.SOURCE));
    UnitOfWork work =
        neighbours
            .of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=" + Tools.SOURCE + ")")
            .service();
    tools =
        new Tools(
            work,
            neighbours.of(Journal.class).service(),
            neighbours.of(Seals.class).service(),
            neighbours.of(Looks.class).service(),
            new Agenda(work, neighbours.clock(), Tools.AGENDA, LEASE),
            neighbours.house(),
            organisation.service(),
            libraries::inForce,
            logins(neighbours.of(Users.class).service()));
  }

  private static Function<String, Collection<String>> logins(Users users) {
    return region ->
        users.users(Tools.SELF).stream()
            .filter(user -> region.startsWith(user.region()))
            .map(Users.User::name)
            .collect(Collectors.toSet());
  }

  @Deactivate
  void stop() {
    neighbours.close();
  }

  Tools tools() {
    return tools;
  }

  Libraries libraries() {
    return libraries;
  }

  /** Whether somebody can say which units there are; where none is installed, nobody is asked. */
  boolean hasOrganisation() {
    return organisation.isExpected();
  }
}

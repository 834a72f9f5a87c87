package io.lamplighter.organisation;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The handovers, for the parts of this bundle. */
@Component(service = HandoverDesk.class, configurationPid = OrganisationConfig.PID)
@Designate(ocd = OrganisationConfig.class)
public final class HandoverDesk {
  private final Handovers handovers;

  @Activate
  public HandoverDesk(@Reference Keeper keeper, OrganisationConfig config) {
    handovers =
        new Handovers(
            keeper.work(),
            keeper.journal(),
            keeper.clock(),
            keeper::people,
            Duration.ofMinutes(config.handoverMinutes()));
  }

  Handovers handovers() {
    return handovers;
  }
}

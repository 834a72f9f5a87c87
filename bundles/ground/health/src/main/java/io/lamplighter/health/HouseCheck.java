package io.lamplighter.health;

import io.lamplighter.api.House;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which house it is, and whether what is sent leaves it; a drill is nothing to complain of. */
@Component(property = {HealthCheck.NAME + "=house", HealthCheck.TAGS + "=" + Report.TAG})
public final class HouseCheck implements HealthCheck {
  private final House house;

  @Activate
  public HouseCheck(@Reference House house) {
    this.house = house;
  }

  @Override
  public Result execute() {
    String who = house.context() + ", " + house.version() + ", " + house.node();
    return house.withholding() == null
        ? Verdict.ok(who, who)
        : Verdict.ok(who + ": nothing leaves the house", who + "：一律不向外发送");
  }
}

package io.lamplighter.network;

import io.lamplighter.api.journal.Look;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.network.Asset;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.personal.Mask;
import java.util.List;

/**
 * A service point is where somebody lives, and a customer says which is his: looking at it is noted
 * as looking at him, and who sees him masked does not see where it is.
 */
final class Homes {
  private final Looks looks;

  Homes(Looks looks) {
    this.looks = looks;
  }

  List<Asset> shown(Caller caller, String way, List<Asset> assets) {
    List<String> homes = assets.stream().filter(Homes::isHome).map(Asset::id).toList();
    if (!homes.isEmpty()) {
      looks.note(Look.by(caller, way, caller.region()).shows("service-points", homes));
    }
    return caller.seesMasked() ? assets.stream().map(Homes::masked).toList() : assets;
  }

  private static boolean isHome(Asset asset) {
    return asset.kind() == Asset.Kind.SERVICE_POINT;
  }

  private static Asset masked(Asset a) {
    return !isHome(a)
        ? a
        : new Asset(
            a.id(),
            a.kind(),
            Mask.words(a.name()),
            a.parent(),
            a.region(),
            a.voltage(),
            a.capacity(),
            a.normallyOpen(),
            Mask.words(a.address()),
            null,
            null);
  }
}

package io.lamplighter.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.door.Places.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Strangers take no thread from anybody else. */
class PlacesTest {
  private final Places places = new Places(Map.of(Group.STRANGERS, 4, Group.PEOPLE, 2), 2);

  @Test
  void eachHasHalfAndAllHaveTheirGroups() {
    List<Places.Place> taken = new ArrayList<>();
    taken.add(places.enter(Group.STRANGERS, "a"));
    taken.add(places.enter(Group.STRANGERS, "a"));
    assertThrows(Refusal.TooMany.class, () -> places.enter(Group.STRANGERS, "a"));
    taken.add(places.enter(Group.STRANGERS, "b"));
    taken.add(places.enter(Group.STRANGERS, "c"));
    assertThrows(Refusal.Unavailable.class, () -> places.enter(Group.STRANGERS, "d"));
    assertEquals(4, places.taken(Group.STRANGERS));

    places.enter(Group.PEOPLE, "li").close();
    taken.forEach(Places.Place::close);
    taken.forEach(Places.Place::close);
    assertEquals(0, places.taken(Group.STRANGERS));
    places.enter(Group.STRANGERS, "d").close();
  }

  /** His answer has come before the place of that call is left. */
  @Test
  void whoHasJustBeenAnsweredMayCallAgainAtOnce() throws InterruptedException {
    Places.Place first = places.enter(Group.PEOPLE, "li");
    AtomicReference<Places.Place> again = new AtomicReference<>();
    Thread call = new Thread(() -> again.set(places.enterSoon(Group.PEOPLE, "li")));
    call.start();
    while (call.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    first.close();
    call.join();
    assertNotNull(again.get());
    assertThrows(Refusal.TooMany.class, () -> places.enterSoon(Group.PEOPLE, "li"));
  }
}

package io.lamplighter.door;

import static io.lamplighter.door.Rights.CHANNEL;

import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Who stands at the door.
 *
 * @param client his network, as {@link Clients} tells it
 * @param near whether he calls from this machine
 */
record Visitor(Caller caller, String client, boolean near) {

  /** Whether a word of {@link MayCall}, or the name of a role, means him. */
  boolean is(@Nullable String word) {
    if (word == null) {
      return false;
    }
    boolean kind =
        switch (caller.kind()) {
          case PUBLIC -> word.equals(MayCall.PUBLIC);
          case PARTNER ->
              word.equals(MayCall.PARTNER)
                  || (word.startsWith(CHANNEL)
                      && caller.channels().contains(word.substring(CHANNEL.length())));
          case PERSON ->
              word.equals(MayCall.STAFF)
                  || caller.roles().stream().anyMatch(role -> role.wire().equals(word));
          case SYSTEM -> true;
        };
    return kind || (near && word.equals(MayCall.LOOPBACK));
  }

  /** Under this name he is counted: a person, a partner, or a network of strangers. */
  String account() {
    return switch (caller.kind()) {
      case PUBLIC -> "public " + client;
      case PARTNER -> "partner " + caller.name();
      case PERSON -> "person " + caller.name();
      case SYSTEM -> "system";
    };
  }

  /** Who he is, where he belongs and what he may: who has moved or changed his post is another. */
  String standing() {
    return String.join(
        " ",
        account(),
        caller.region(),
        caller.roles().stream().sorted().toList().toString(),
        caller.channels().stream().sorted().toList().toString());
  }
}

package io.lamplighter.intake.web;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.answers.AnswerState;
import io.lamplighter.api.answers.Answers;
import io.lamplighter.api.answers.Answers.Told;
import io.lamplighter.api.security.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the house has answered to an enquiry, and the one tap that leads to a person.
 *
 * @param answers null where nobody answers at once: then nothing is shown of it
 */
record Answered(Supplier<@Nullable Answers> answers) {
  private static final Caller SELF = Caller.system("intake-web");
  private static final String PERSON = "person";
  private static final String HELPED = "helped";

  /** What stands of it on the page of progress, in HTML. */
  String shown(String requestNo, String token, HtmlPage page) {
    Told told = told(requestNo).orElse(null);
    if (told == null) {
      return "";
    }
    boolean open = told.mayAskPerson() && told.state() != AnswerState.PERSON_ASKED;
    Map<String, String> values = new HashMap<>(Map.of("no", requestNo, "token", token));
    values.put("text", told.text());
    values.put("says", page.word("answered.is." + told.state().wire(), "answered.is.given"));
    values.put("style", open ? "" : "is-none");
    values.put("style.helped", told.isOpen() ? "" : "is-none");
    return page.with(values);
  }

  private Optional<Told> told(String requestNo) {
    Answers house = answers.get();
    try {
      return house == null ? Optional.empty() : house.told(SELF, requestNo);
    } catch (Refusal.Unavailable away) {
      // The page is worth more than this piece of it.
      return Optional.empty();
    }
  }

  /**
   * What he has tapped; whatever comes too late changes nothing, and he reads what is so.
   *
   * @throws Refusal.Invalid for anything else than the two
   * @throws Refusal.Unavailable when it cannot be taken now
   */
  void take(String requestNo, String said) {
    Answers house = answers.get();
    if (!said.equals(PERSON) && !said.equals(HELPED)) {
      throw new Refusal.Invalid("/said", "must be person or helped", "须为 person 或 helped");
    }
    if (house != null) {
      if (said.equals(PERSON)) {
        house.askPerson(SELF, requestNo);
      } else {
        house.helped(SELF, requestNo);
      }
    }
  }
}

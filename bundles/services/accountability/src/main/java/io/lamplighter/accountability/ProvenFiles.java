package io.lamplighter.accountability;

import io.lamplighter.api.journal.ProvenRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** All files and their steps, and the months that are closed, for {@code lamp:verify}. */
@Component
public final class ProvenFiles implements ProvenRows {
  private static final int AT_ONCE = 50;

  private final Tools tools;

  @Activate
  public ProvenFiles(@Reference FileDesk desk) {
    tools = desk.tools();
  }

  @Override
  public List<String> wrong() {
    Proof proof = new Proof(tools);
    Map<String, String> broken = new TreeMap<>();
    String after = proof.next("", AT_ONCE, broken);
    while (!after.isEmpty() && broken.size() < MOST) {
      after = proof.next(after, AT_ONCE, broken);
    }
    List<String> wrong = new ArrayList<>(broken.values());
    wrong.addAll(proof.months());
    return wrong.size() <= MOST ? wrong : wrong.subList(0, MOST);
  }
}

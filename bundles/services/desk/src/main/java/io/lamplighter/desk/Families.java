package io.lamplighter.desk;

import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.store.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.persistence.EntityManager;

/**
 * What a move means for those merged under a request. Whose request is cancelled takes nobody's
 * with him: the oldest of the others stands for them from then on.
 */
final class Families {
  private final Transaction transaction;
  private final EntityManager entities;
  private final FamilyTables tables;
  private final MoveTables moves;

  Families(Transaction transaction) {
    this.transaction = transaction;
    entities = transaction.entities();
    tables = new FamilyTables(transaction.connection());
    moves = new MoveTables(transaction.connection());
  }

  /** It has come under another one, which ranks with it from now on. */
  List<Fact> joined(RequestEntity child) throws SQLException {
    return Ranks.join(
            transaction,
            Objects.requireNonNull(child.mergedInto()),
            child.requestNo(),
            child.priority(),
            child.kind())
        .map(List::of)
        .orElse(List.of());
  }

  /** It has left another one. */
  List<Fact> left(String first, RequestEntity child) throws SQLException {
    return Ranks.leave(transaction, first, child.requestNo()).map(List::of).orElse(List.of());
  }

  /** What is said of a request after a move. */
  <F extends Record & RequestFact.Moved> Fact moved(
      RequestEntity request, RequestState from, String actor, Facts.Telling<F> telling)
      throws SQLException {
    return Facts.moved(request, from, actor, tables.under(request.requestNo()), telling);
  }

  /** Those under a request that comes under another one go with it. */
  void coming(RequestEntity request, String first) throws SQLException {
    tables.goUnder(request.requestNo(), first);
  }

  /**
   * Takes a request out, and those merged under it with it.
   *
   * @return who goes with it
   */
  List<String> going(RequestEntity request) throws SQLException {
    List<String> with = tables.descendants(request.requestNo());
    tables.goUnder(with, request.requestNo());
    request.standAlone();
    return with;
  }

  /**
   * Frees those merged under a request that is about to be cancelled.
   *
   * @return what is to be said before it is said that it was cancelled
   */
  List<Fact> free(RequestEntity cancelled, Instant now) throws SQLException {
    List<String> children = tables.children(cancelled.requestNo());
    if (children.isEmpty()) {
      return List.of();
    }
    List<String> with = new ArrayList<>(tables.descendants(cancelled.requestNo()));
    tables.lock(children);
    String firstNo = children.get(0);
    with.remove(firstNo);
    tables.goUnder(cancelled.requestNo(), firstNo);
    List<RequestEntity> others =
        children.subList(1, children.size()).stream().map(this::find).toList();
    others.forEach(other -> other.mergeUnder(firstNo));
    entities.flush();
    List<Fact> facts = new ArrayList<>();
    facts.add(standAlone(find(firstNo), cancelled, with, now));
    RequestFact.Merged.Into into = new RequestFact.Merged.Into(firstNo, "cancelled");
    MoveTable.Row row =
        MoveTable.find(Move.MERGE, RequestState.RECEIVED, cancelled.kind()).orElseThrow();
    for (RequestEntity other : others) {
      moves.keep(other, row, RequestState.MERGED, Facts.SELF, now, Map.of());
      facts.add(
          moved(
              other,
              RequestState.MERGED,
              Facts.SELF,
              (about, step) -> new RequestFact.Merged(about, step, into)));
    }
    cancelled.rankWith(0, false);
    return facts;
  }

  private RequestEntity find(String requestNo) {
    return entities.find(RequestEntity.class, requestNo);
  }

  private Fact standAlone(
      RequestEntity first, RequestEntity cancelled, List<String> with, Instant now)
      throws SQLException {
    MoveTable.Row row =
        MoveTable.find(Move.UNMERGE, RequestState.MERGED, first.kind()).orElseThrow();
    FamilyTables.Rank rank = tables.rankUnder(first.requestNo());
    first.moveTo(row.reachedFrom(RequestState.MERGED));
    first.standAlone();
    first.rankWith(rank.priority(), rank.danger());
    entities.flush();
    moves.keep(first, row, RequestState.MERGED, Facts.SELF, now, Map.of());
    RequestFact.Unmerged.Out out =
        new RequestFact.Unmerged.Out(
            cancelled.requestNo(), "cancelled", with.isEmpty() ? null : with);
    return moved(
        first,
        RequestState.MERGED,
        Facts.SELF,
        (about, step) -> new RequestFact.Unmerged(about, step, out));
  }
}

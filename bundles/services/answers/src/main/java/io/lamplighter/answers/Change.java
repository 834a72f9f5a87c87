package io.lamplighter.answers;

import io.lamplighter.api.store.Transaction;
import java.sql.SQLException;

/** What is done with an answer whose row is locked. */
@FunctionalInterface
interface Change {
  void of(Transaction transaction, OneAnswer answer) throws SQLException;
}

package io.lamplighter.api.accountability;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The files of the negative list. Everybody sees those about himself; supervisors and
 * administrators all of their region, assessors too, without what people said. Supervisors judge,
 * and nobody judges, approves or edits a file that is about himself, about what he has had in hand,
 * or about a unit that he answers for.
 */
@ProviderType
public interface AccountabilityFiles {
  /** The newest first. */
  Page<AccountabilityFile> find(Caller caller, FileQuery query);

  /**
   * With its evidence and steps.
   *
   * @throws Refusal.NotFound {@code file.unknown}, also for one that the caller may not see
   */
  AccountabilityFile get(Caller caller, String no);

  /**
   * Does something with a file.
   *
   * @throws Refusal.Conflict {@code file.act-not-allowed} when its state does not allow it
   * @throws Refusal.Forbidden {@code role-missing}, {@code file.own} when it is about the caller,
   *     {@code file.not-yours} when it is not, {@code file.another-person} when he has done an
   *     earlier step that another person is to look at, {@code file.assessor}
   * @throws Refusal.Invalid naming every field that is missing or wrong
   * @throws Refusal.Stale when it has changed since the caller saw it
   */
  AccountabilityFile act(Caller caller, ActOrder order);
}

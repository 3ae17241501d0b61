"""Who registers and who comes. The packages, in the order a person meets them:

- before: `registering` (with `questions`, `groups`, `overbooking`, `passengers`), `ticketing`, `calendars`,
  `participants` (one person as the committee sees them), `room` (where the committee stands);
- told: `telling` (kinds, words, moments), `announcing` (news of the committee's own), `outbox` (what waits and failed);
- at the door: `checking_in`; online: `joining` (links, presence page), `online` (the operator), `rooms` (servers of our
  own), `attesting` (watching together), `importing` (what others counted);
- afterwards: `verdicts` (one for each person and session), `reporting` (one event), `recapping` (any period),
  `measuring` (indicators), `narrating` (the report in words), `certifying`, `evaluating` (what people said of it),
  `reaching` (which groups were reached).

Verbs flush and never commit; a view, command or job commits once.
"""

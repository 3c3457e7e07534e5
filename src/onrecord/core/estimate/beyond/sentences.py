"""Which sentences can an estimate beyond the table say: constant templates, to be translated."""

from __future__ import annotations

from typing import Final

PAIR_ASSUMPTION: Final = (
    "Among people who are alike in what was recorded about them (age, place and so on), being on "
    "one of the two lists makes nobody more or less likely to be on the other, and everybody "
    "could have been on both."
)
TOO_FEW_PEOPLE: Final = "This needs records of at least {least} people; here are {people}."
TOO_FEW_ON_BOTH: Final = (
    "Only {both} people are on both of these lists, and at least {least} are needed to learn how "
    "the overlap depends on what was recorded about them."
)
GAPS_IN_COVARIATES: Final = (
    "For {people} people something that the estimate is to rest on was not recorded. Fill the "
    "gaps by imputation, or leave that column out."
)
HARDLY_EVER_ON_BOTH: Final = (
    "For {share} per cent of the people the chance of being on both lists is next to nothing, so "
    "the number would rest on a few others who stand for all of them."
)
ALL_ON_ONE_LIST: Final = (
    "Everybody in these records is on one and the same of the two lists, so how many it missed "
    "cannot be learned from the other."
)
FEW_CARRY_IT: Final = (
    "{share} per cent of the doubt of the number comes from one in a hundred people, who stand for "
    "many others: it hangs on them."
)
TARGETING_NOT_SETTLED: Final = (
    "The correction of the fitted chances did not settle, so it gives no number."
)
LINCOLN_PETERSEN_DIFFERS: Final = (
    "Without what was recorded about the people the same two lists give {simple}: people differ "
    "in how likely they are to be listed, and the difference matters here."
)

DELAY_ASSUMPTION: Final = (
    "Reports come in with the same pattern of delay for all periods, and nobody is reported "
    "later than the longest delay of the table."
)
NOTHING_REPORTED: Final = "The table holds no reports."
PERIOD_NOT_YET_REPORTABLE: Final = (
    "Nothing of period {period} could have been reported by the day of the table."
)
PERIOD_WITHOUT_REPORTS: Final = (
    "Of period {period} nothing was reported so far, and from nothing the pattern of delay can "
    "foretell nothing."
)
DELAY_NEVER_SEEN: Final = (
    "No period is old enough to show how many reports come after {delay} periods or more, so the "
    "number for period {period} cannot be foretold."
)
NO_BASE_FOR_DELAY: Final = (
    "No report that came sooner stands beside those that came after {delay} periods, so the "
    "number for period {period} cannot be foretold."
)
PERIODS_WITHOUT_NUMBER: Final = (
    "There is no total, because these periods have no number: {periods}."
)
STILL_COMING: Final = (
    "Of the reports of the oldest period, {share} per cent came after the longest delay of the "
    "table; reports that come still later are not counted, so the numbers may be too low."
)
NONE_SO_LATE: Final = (
    "After {delay} periods none of {people} persons was reported; the intervals take it that "
    "nobody ever is, which is more than so few can show."
)
NO_ROOM_FOR_SPREAD: Final = (
    "The table is too small to show how irregularly reports come in; the doubt is that of chance "
    "alone."
)
NO_DOUBT_BY_MACK: Final = (
    "There are too few periods to see how far off the number may be without assuming a "
    "distribution; there is no interval."
)
FEW_REPORTS_YET: Final = (
    "Of period {period} only {share} per cent of the expected reports are in: the number rests "
    "on the pattern of delay more than on its own reports."
)

BOUNDS_ASSUMPTION: Final = (
    "The registers hold no false entry, and the shares of people covered and of double entries "
    "lie within the ranges given. Nothing is assumed of the people whom a register does not "
    "cover, unless it is said."
)
MORE_RECORDS_THAN_COVERED: Final = (
    "The register {register} holds at least {entries} different people, but by the shares given "
    "it covers at most {covered}. One of the figures is wrong."
)
BOUNDS_CONTRADICT: Final = (
    "These registers contradict each other: {first} says at least {low} per cent and {second} at "
    "most {high} per cent. At least one of the figures about them is wrong."
)
FALLS_OVER_TIME: Final = (
    "A rate that only grows cannot fall: by {first} it was at least {low} per cent and by "
    "{second} at most {high} per cent."
)
MORE_THAN_THE_WHOLE: Final = (
    "The part {part} is at least {low} per cent of the population and the whole {whole} at most "
    "{high} per cent, so the part would be larger than the whole."
)
NOTHING_TO_DIVIDE_BY: Final = (
    "By the figures nobody at all may belong to {whole}, so a share of it has no upper limit "
    "other than everybody."
)
BOUNDS_SAY_NOTHING: Final = (
    "The bounds are so wide that they say next to nothing; a narrower one needs a register that "
    "covers more people, or an assumption."
)

INEQUALITY_ASSUMPTION: Final = (
    "Within a group every person, or every unit of time, ran the same chance independently of "
    "the others, and events were recorded alike in all groups."
)
ONLY_A_DIFFERENCE: Final = (
    "A difference between groups in the records does not show why it is there. It does not show "
    "discrimination by itself, nor its absence: groups can differ in how often they met the "
    "conduct that is enforced, in where they live, and in how events about them were recorded, "
    "and the records used here may themselves be a product of unequal enforcement."
)
GROUP_TOO_SMALL: Final = (
    "The group {group} counts {people}, fewer than the {least} that were set as the least; no "
    "rate is given."
)
TOO_FEW_GROUPS: Final = (
    "Drawing the rates together needs at least {least} groups; here are {groups}."
)
GROUPS_ALIKE: Final = (
    "The groups differ no more than chance alone would make them, so all are drawn far towards "
    "the rate of all groups together."
)
NO_EVENT_IN_EITHER: Final = (
    "Neither group has an event, so nothing is known about the ratio of their rates."
)
NO_SHARED_STRATUM: Final = (
    "In no part of the records do both groups have people, so they cannot be compared like with "
    "like."
)
STRATUM_WITHOUT_PEOPLE: Final = (
    "The group has nobody in these parts of the standard population, so its rate there is "
    "unknown: {strata}."
)
STRATA_WITHOUT_BOTH: Final = (
    "These parts hold people of one group only and were left out of the comparison: {strata}."
)
STRATA_DISAGREE: Final = (
    "The comparison differs between the parts by more than chance would make it (p = {p}), so "
    "one number for all of them hides something. Show the parts."
)

PREVALENCE_ASSUMPTION: Final = (
    "The population is the one that the lists are about, in the same place and time, and the "
    "assumption of each method holds."
)
NO_METHOD_ANSWERS: Final = "None of the methods gave a number for these lists."
ONLY_LOWER_BOUNDS: Final = "The methods gave only lower bounds: at least {rate} per {per} people."
METHODS_DISAGREE: Final = (
    "Methods and models that fit about equally well give from {low} to {high} per {per} people, "
    "{times} times apart. No single number can be stated; show them side by side."
)
MORE_THAN_THE_POPULATION: Final = (
    "The method {method} gives {number} people, more than the population of {population}."
)
ONE_METHOD: Final = (
    "Only one method answers, so nothing shows how far the number hangs on the choice of method."
)
FITS_WORSE: Final = (
    "These methods fit the lists clearly worse than the best by BIC and do not count in the "
    "comparison: {methods}."
)
BELOW_A_LOWER_BOUND: Final = (
    "A lower bound by {method} stands at {bound} per {per} people, above the number."
)

"""Which sentences an estimate can say: constant templates, so that they can be translated."""

from __future__ import annotations

from typing import Final

NOTHING_OBSERVED: Final = "The table holds no records."
TOO_FEW_LISTS: Final = (
    "This method needs at least {minimum} lists that name somebody; here are {lists}."
)
TOO_MANY_LISTS: Final = "This method takes at most {maximum} lists; here are {lists}."
TOO_MANY_LISTS_FOR_MODELS: Final = (
    "With {lists} lists there are too many log-linear models to fit them all; the limit is "
    "{maximum}. Use the methods downhill-bic, stepwise-bca and chao-mth, or leave out the smallest "
    "lists."
)
NOT_FULLY_COVERED: Final = (
    "Some records could not have been named by every list ({lists}), and this method needs lists "
    "that cover everybody. Estimate by strata within which the lists cover everybody."
)
NO_OVERLAP: Final = (
    "No record is on more than one list, so nothing is known about how many are on none."
)
NO_MODEL: Final = (
    "None of the {models} models has an estimate that exists and is identified: "
    "the lists overlap too little."
)
NOT_ESTIMABLE: Final = "The lists overlap too little: the estimate of this model does not exist."
NOT_IDENTIFIED: Final = (
    "The lists overlap too little: more than one number fits these records equally well."
)
NOT_CONVERGED: Final = "The fit of this model did not settle, so it gives no number."

TWO_LISTS: Final = (
    "Two lists cannot show whether they depend on each other; the number holds only if they do "
    "not, and nothing in the records can tell. Do not publish it alone."
)
LISTS_LEFT_OUT: Final = "Lists that name nobody here were left out: {lists}."
SAME_LISTS: Final = (
    "The lists {first} and {second} name exactly the same records; if one copies the other, "
    "they are one source and must count once."
)
NEAR_BEST_DISAGREE: Final = (
    "{models} models lie within 6 {criterion} units of the best and give totals from {low} to "
    "{high}: the choice of model decides the number. Show them side by side."
)
POOR_FIT: Final = "Even the chosen model fits the records badly (p = {p})."
NO_FREEDOM: Final = "The chosen model has as many parameters as cells, so its fit cannot be tested."
FAR_FROM_OBSERVED: Final = (
    "The number is {times} times what was observed, so it rests on the assumption of the method "
    "more than on the records."
)
NO_INTERVAL: Final = (
    "The interval came out beside the number, which happens with numbers of extreme size; it is "
    "left out."
)
NO_UPPER_LIMIT: Final = "The records set no upper limit to the number."

STRATA_LEFT_OUT: Final = (
    "No number could be made for these parts, so each counts only with the people observed in it, "
    "{observed} together, and the total is at least this: {strata}."
)
NO_STRATUM_ESTIMATED: Final = (
    "None of the {strata} parts could be estimated, so there is no total. The first reason: "
    "{reason}"
)
NO_USABLE_INTERVAL: Final = (
    "The number has no interval with two ends, so it cannot be added to others with its doubt."
)
DRAWN_FROM_INTERVALS: Final = (
    "For {parts} of the {of} answers that are combined here the method gives no draws; they were "
    "drawn from a log-normal curve through the number and the ends of its interval."
)
STRATA_LEFT_OUT_IN_REPLICATES: Final = (
    "In {replicates} of {of} imputed versions of the records some parts could not be estimated and "
    "count only with the people observed in them, so the total is at least this: {strata}."
)
NOT_THE_SUM: Final = (
    "The numbers of the parts add up to {sum}. The total is the middle of many sums drawn from "
    "them, which lies elsewhere because the doubt of the parts leans to one side."
)
FEW_REPLICATES: Final = (
    "Only {replicates} imputed versions of the records were used; with fewer than {wanted} the "
    "doubt that comes from what is missing in the records is badly known."
)
ONE_REPLICATE: Final = (
    "Only one imputed version of the records could be estimated, so nothing tells how far what is "
    "missing in the records moves the number."
)
REPLICATES_LEFT_OUT: Final = (
    "{refused} of {replicates} imputed versions of the records gave no number and are left out. "
    "The first reason: {reason}"
)
TOO_FEW_REPLICATES_ANSWER: Final = (
    "Only {answered} of {replicates} imputed versions of the records gave a number, fewer than "
    "half. The first reason: {reason}"
)
POINT_BESIDE_INTERVAL: Final = (
    "By these rules the number is an average of persons and the interval an average of "
    "logarithms, and here the number lies outside the interval; the interval is left out."
)

NEGATIVE_HETEROGENEITY: Final = (
    "The lists name people more evenly than by chance, which no difference between people "
    "explains: this model does not fit them."
)
HETEROGENEITY_ASSUMED: Final = (
    "How people differ is assumed, not seen in the records: other assumptions fit as well and give "
    "other numbers. Compare the other methods."
)
PRIOR_EXPECTS_FEW: Final = (
    "Before any list was seen, this setting gave only {share} per cent to more people unseen than "
    "seen: it pulls the number down. Compare other settings."
)
PRIOR_DECIDES: Final = (
    "The number hangs on the weight that a combination of lists has before it is seen: it is "
    "{here} with the weight {delta}, and {there} with the weight {other}, which is also in use. "
    "Show both."
)
MODELS_LEFT_OUT: Final = (
    "There are too many models to average them all; those left out hold {share} per cent of the "
    "belief, by a first look."
)
MODELS_DISAGREE: Final = (
    "{models} models hold at least a twentieth of the belief of the best and give totals from "
    "{low} to {high}: the average hides that they disagree. Show them side by side."
)
GRID_ENDS: Final = (
    "{share} per cent of the belief lies beyond a million times what was observed: the lists say "
    "next to nothing of how many there are."
)
CONDITIONAL_INTERVAL: Final = (
    "This interval takes the chosen model for certain and is far too narrow: the interval of the "
    "resampled method holds the doubt of the choice."
)
NOT_SURROUNDED: Final = (
    "The samples lie all on one side of the number, so that they give no interval."
)

ROUNDED_TO_PERSONS: Final = (
    "This method counts whole persons and the table holds fractions: they were rounded, which "
    "moved {moved} of {observed} persons between combinations of lists."
)
ROUNDED_AWAY: Final = (
    "Rounded to whole persons, no record is on more than one list; this method cannot count "
    "fractions of persons."
)
CHAINS_DISAGREE: Final = (
    "Searches that began at different places did not come to the same answer (R-hat {rhat} after "
    "{sweeps} steps each): the records allow more than one answer, such as {answers}, and nothing "
    "tells how likely each is."
)
CHAINS_UNSETTLED: Final = (
    "The searches agree only roughly (R-hat {rhat}, worth {draws} independent draws), so the last "
    "digits of the number and of its interval are uncertain."
)
PRIOR_IMPLIES_ANSWER: Final = (
    "The prior implies the answer: what was assumed about the lists before any record was read "
    "gives nearly the same number, so the records say too little."
)
PRIOR_WEIGHS: Final = (
    "What was assumed about the lists before any record was read weighs heavily in this number; "
    "compare it with another assumption (the expansion setting)."
)
NEAR_THE_CAP: Final = (
    "A share of {share} of the draws lies near the most that this method allows, {times} times "
    "what was observed, so the upper end of the interval is set by that limit."
)
SEVERAL_MODES: Final = (
    "The records allow answers in more than one region, around {answers}; one number hides that."
)

COVERAGE_TOO_LOW: Final = (
    "On average {share} per cent of the people on a list are on another list too, and the "
    "estimator for high coverage needs more than {least}: of the three numbers the one for low "
    "coverage is the safer one."
)
HIGH_COVERAGE_UNUSABLE: Final = (
    "The lists cover too little for the estimator of high coverage: by its formula there would be "
    "fewer people than were observed, or no number at all."
)
HIGH_COVERAGE_SCATTERS: Final = (
    "The lists cover too little for the estimator of high coverage: on samples like these records "
    "it scatters more widely than the number itself."
)
BELOW_OBSERVED: Final = (
    "By this formula there would be fewer people in all than were observed: the lists name the "
    "same people so rarely that the formula does not fit them."
)
SAMPLES_WITHOUT_NUMBER: Final = (
    "In {share} per cent of the samples drawn from the records the lists share nobody and give no "
    "number, so that this number has no interval."
)

EVERY_LIST_COVERS: Final = (
    "Every list covers everybody here, so that nothing is left for this method to do: use "
    "loglinear-bic."
)
COVERED_BY_ONE_LIST: Final = (
    "{persons} people could have been named by one list only ({lists}), and one list cannot show "
    "how many more there are like them. Leave them out of the table and count them apart."
)
SAME_REACH: Final = (
    "Some lists could not have named everybody: {persons} people. The number supposes that each "
    "list reaches the same share of the people in every part that it covers, and that the lists "
    "depend on one another in the same way in every part."
)
OWN_REACH: Final = (
    "Some lists could not have named everybody: {persons} people. The number supposes that the "
    "lists depend on one another in the same way in every part; how many each list reaches may "
    "differ."
)

SAMPLES_LEFT_OUT: Final = (
    "On {dropped} of {samples} samples drawn from the records no model has an estimate. They are "
    "left out, so that the interval is narrower than it should be."
)
NO_HETEROGENEITY: Final = (
    "The records show no difference in how likely people are to be named, so that the number is "
    "that of independent lists."
)

CLOSE_TO_THRESHOLD: Final = (
    "The records hardly decide whether these lists depend on one another, and another seed may "
    "give another model and another number: {lists}."
)
HELD_BY_PRIOR: Final = (
    "The lists overlap too little for this model: only what was assumed about them before any "
    "record was read (that lists depend on one another weakly) keeps the number from having no "
    "end. Compare other methods."
)
TOO_HIGH_ORDER: Final = (
    "With {lists} lists there are too many models in which {order} lists depend on one another at "
    "once; ask for at most {highest}."
)
NOT_EVERY_MODEL: Final = (
    "Only {fitted} models were fitted, each a step from the one before. A search like this may "
    "stop at a poorer model than the best one, with a number far from its own: where there are at "
    "most {maximum} lists, compare loglinear-bic."
)

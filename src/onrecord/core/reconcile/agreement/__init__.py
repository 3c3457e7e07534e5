"""How far do people who coded the same units independently of one another agree?"""

from onrecord.core.reconcile.agreement.alpha import Metric, krippendorff_alpha
from onrecord.core.reconcile.agreement.kappa import Weights, cohen_kappa
from onrecord.core.reconcile.agreement.percentage import percentage_agreement
from onrecord.core.reconcile.agreement.result import Agreement, Bootstrap
from onrecord.core.reconcile.agreement.units import aligned

__all__ = [
    "Agreement",
    "Bootstrap",
    "Metric",
    "Weights",
    "aligned",
    "cohen_kappa",
    "krippendorff_alpha",
    "percentage_agreement",
]

//! Whole twips and EMU, rounded once and in one place.

use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// A length in twentieths of a point, the unit of most of WordprocessingML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Twips(pub i32);

impl Twips {
    /// No length.
    pub const ZERO: Self = Self(0);

    /// Rounds points to twips; what is not finite becomes zero.
    pub fn from_pt(pt: f64) -> Self {
        if pt.is_finite() { Self((pt * 20.0).round().clamp(-1.0e8, 1.0e8) as i32) } else { Self::ZERO }
    }

    /// The length in points.
    pub fn to_pt(self) -> f64 {
        f64::from(self.0) / 20.0
    }

    /// So many twips as Word takes for the room of letters, lines, rows and edges: at most 22 inches.
    pub fn bounded(self) -> i32 {
        self.0.clamp(-31_680, 31_680)
    }

    /// The larger of two lengths.
    pub fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    /// The smaller of two lengths.
    pub fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }

    /// The length as an unsigned number, negative ones cut off.
    pub fn unsigned(self) -> usize {
        usize::try_from(self.0).unwrap_or(0)
    }
}

impl Add for Twips {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Twips {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Twips {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl AddAssign for Twips {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Twips {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

/// A length in English Metric Units (1/12700 pt), the unit of DrawingML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Emu(pub i64);

impl Emu {
    /// Rounds points to EMU; what is not finite becomes zero.
    pub fn from_pt(pt: f64) -> Self {
        if pt.is_finite() { Self((pt * 12_700.0).round().clamp(-1.0e15, 1.0e15) as i64) } else { Self(0) }
    }

    /// The length in points.
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / 12_700.0
    }
}
